package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;

import dev.foresight.Activation;
import dev.foresight.Dynamics;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Reduction;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A model and the shape it is rolled out in. */
record RolloutCase(
    String name,
    WorldModel model,
    Propagation propagation,
    int problems,
    int plans,
    int horizon,
    int particles) {

  EngineSpec spec() {
    PlannerConfig config = Contract.config(horizon, plans, 1)
        .withParticles(particles)
        .withPropagation(propagation)
        .withSeed(0x5_0000_0007L + plans);
    return Contract.spec(model, config, problems);
  }

  @Override
  public String toString() {
    return name + ", " + propagation + ", B " + problems + ", N " + plans + ", H " + horizon
        + ", P " + particles;
  }

  /** Every kind of model with every part. */
  static List<RolloutCase> everything() {
    return Stream.of(kinds(), parts(), scalarEnsembles(), actionValues())
        .flatMap(List::stream)
        .toList();
  }

  /** Every kind of model, each in some odd shape; activations with one propagation or the other. */
  static List<RolloutCase> kinds() {
    List<RolloutCase> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      Dynamics learned = ContractModels.gaussian(3, 4, 2, activation, 24, 24);
      WorldModel model = WorldModel.of(learned).withReward(ContractModels.reward());
      Propagation propagation = Propagation.values()[activation.ordinal() % 2];
      cases.add(new RolloutCase("gaussian " + activation, model, propagation, 2, 37, 5, 5));
    }
    add(cases, "one network", ContractModels.deterministic(1, 2, 1, Activation.TANH, 8));
    add(cases, "deterministic", ContractModels.deterministic(5, 3, 3, Activation.RELU, 20, 12));
    add(cases, "features", ContractModels.withFeatures(4, true));
    add(cases, "features, no variance", ContractModels.withFeatures(2, false));
    add(cases, "no hidden layer", ContractModels.gaussian(2, 3, 1, Activation.RELU));
    add(cases, "odd widths", ContractModels.gaussian(2, 5, 1, Activation.SILU, 37, 1, 61));
    add(cases, "wide", ContractModels.gaussian(2, 17, 3, Activation.SILU, 200, 200));
    add(cases, "equations", ContractModels.pendulum(2));
    add(cases, "noisy equations", ContractModels.noisyPendulum(3));
    return cases;
  }

  private static void add(List<RolloutCase> cases, String name, Dynamics dynamics) {
    WorldModel model = WorldModel.of(dynamics).withReward(ContractModels.reward());
    for (Propagation propagation : Propagation.values()) {
      boolean drawsMembers = propagation == Propagation.TS1 || propagation == Propagation.DS;
      boolean uncertain = propagation == Propagation.DS || propagation == Propagation.MM;
      boolean fits = dynamics.stochastic() || !uncertain;
      if (fits && (dynamics instanceof Ensemble || !drawsMembers)) {
        cases.add(new RolloutCase(name, model, propagation, 2, 37, 5, 5));
      }
    }
  }

  /** Java code as the model, with every part that a world model can have. */
  static List<RolloutCase> simulators() {
    List<RolloutCase> cases = parts(List.of(ContractModels.simulator(2)));
    add(cases, "simulator", ContractModels.simulator(2));
    return cases;
  }

  /** Every part that a world model can have, over an ensemble and over equations. */
  static List<RolloutCase> parts() {
    Dynamics learned = ContractModels.gaussian(5, 3, 2, Activation.SILU, 16, 16);
    List<RolloutCase> cases = parts(List.of(learned, ContractModels.noisyPendulum(2)));
    WorldModel model = cases.get(4).model().withReward(cases.get(2).model().reward());
    for (Propagation mixed : List.of(Propagation.E, Propagation.DS)) {
      cases.add(new RolloutCase("networks everywhere", model, mixed, 2, 33, 6, 4));
    }
    cases.addAll(joint(model.withValue(state(1).squared())));
    return cases;
  }

  /** Particles that are drawn together, some of whose episodes end before the others'. */
  private static List<RolloutCase> joint(WorldModel networks) {
    Propagation mm = Propagation.MM;
    WorldModel ending = networks.withReward(ContractModels.reward());
    WorldModel held = ending.withConstraint(next(0).greaterThan(0.4f), 0.2f);
    Dynamics three = ContractModels.gaussian(3, 3, 2, Activation.TANH, 9);
    Dynamics written = ContractModels.noisyPendulum(2);
    return List.of(
        new RolloutCase("E 3", held.withDynamics(three), mm, 2, 37, 5, 7),
        new RolloutCase("E 3", ending.withDynamics(three), mm, 1, 5, 4, 1),
        new RolloutCase("networks", networks, mm, 2, 33, 6, 4),
        new RolloutCase("equations", held.withDynamics(written), mm, 2, 70, 6, 7),
        new RolloutCase("networks, equations", networks.withDynamics(written), mm, 1, 33, 6, 4));
  }

  private static List<RolloutCase> parts(List<Dynamics> kinds) {
    List<RolloutCase> cases = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(9);
    for (Dynamics dynamics : kinds) {
      WorldModel plain = WorldModel.of(dynamics).withReward(ContractModels.reward());
      WorldModel ending = plain.withTermination(next(1).abs().greaterThan(0.8f)).withDiscount(0.9f);
      WorldModel[] models = {
        WorldModel.of(dynamics).withValue(state(0).times(state(2)).plus(1)),
        plain.withReward(ContractModels.everyFunction()),
        plain.withReward(ContractModels.network(random, Activation.TANH, 5, 33, 1)),
        ending,
        ending.withValue(ContractModels.network(random, Activation.RELU, 3, 20, 7, 1)),
        ending
            .withReward(ContractModels.network(random, Activation.SILU, 5, 1))
            .withValue(state(1).squared())
      };
      for (int i = 0; i < models.length; i++) {
        String name = dynamics.getClass().getSimpleName() + " parts " + i;
        cases.add(new RolloutCase(name, models[i], Propagation.TS1, 2, 33, 6, 4));
      }
    }
    return cases;
  }

  /** Terminal values and rewards of several networks, over an ensemble and over equations. */
  static List<RolloutCase> scalarEnsembles() {
    List<RolloutCase> cases = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    Ensemble learned = ContractModels.gaussian(2, 3, 2, Activation.SILU, 16);
    WorldModel ending = WorldModel.of(ContractModels.noisyPendulum(2))
        .withReward(ContractModels.reward())
        .withTermination(next(1).abs().greaterThan(0.8f))
        .withDiscount(0.9f);
    WorldModel[] models = {
      ending.withValue(ContractModels.scalars(random, 5, Reduction.min(), 3, 20, 1)),
      ending.withValue(ContractModels.scalars(random, 3, Reduction.pessimistic(0.5f), 3, 7, 33, 1)),
      WorldModel.of(learned)
          .withReward(ContractModels.scalars(random, 2, Reduction.mean(), 5, 9, 1))
          .withValue(ContractModels.scalars(random, 1, Reduction.pessimistic(2), 3, 1)),
    };
    for (int i = 0; i < models.length; i++) {
      cases.add(new RolloutCase("scalar ensembles " + i, models[i], Propagation.TS1, 2, 33, 3, 3));
    }
    return cases;
  }

  /** Terminal values that read an action: of the plan, or of a policy. */
  static List<RolloutCase> actionValues() {
    List<RolloutCase> cases = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(12);
    Network policy = ContractModels.network(random, Activation.TANH, 3, 9, 2);
    Network q = ContractModels.network(random, Activation.RELU, 5, 20, 1);
    Expr formula = state(1).times(action(1)).minus(action(0).squared());
    WorldModel written = WorldModel.of(ContractModels.noisyPendulum(2))
        .withTermination(next(1).abs().greaterThan(0.8f))
        .withDiscount(0.9f);
    WorldModel learned = WorldModel.of(ContractModels.gaussian(2, 3, 2, Activation.SILU, 16))
        .withReward(ContractModels.network(random, Activation.SILU, 5, 1));
    WorldModel[] models = {
      written.withValue(formula),
      written.withValue(q).withReward(ContractModels.reward()),
      written.withValue(formula).withPolicy(policy),
      learned.withValue(ContractModels.scalars(random, 3, Reduction.pessimistic(1), 5, 18, 1)),
      learned.withValue(q).withPolicy(policy),
      learned.withValue(state(0)).withPolicy(policy)
    };
    for (int i = 0; i < models.length; i++) {
      cases.add(new RolloutCase("action value " + i, models[i], Propagation.TS1, 2, 33, 3, 3));
    }
    return cases;
  }

  /** Odd numbers of everything. */
  static List<RolloutCase> shapes() {
    List<RolloutCase> cases = new ArrayList<>();
    int[][] shapes = {
      // B, N, H, P, E, S, A
      {1, 1, 1, 1, 1, 1, 1},
      {1, 31, 7, 3, 2, 3, 1},
      {2, 32, 3, 5, 5, 4, 2},
      {3, 33, 5, 7, 3, 2, 3},
      {1, 257, 3, 4, 4, 5, 2},
      {4, 13, 9, 2, 5, 3, 1},
      {2, 101, 1, 20, 5, 6, 1},
      {7, 2, 11, 1, 3, 3, 2},
      {1, 16, 4, 64, 3, 2, 1}
    };
    for (int[] s : shapes) {
      Dynamics learned = ContractModels.gaussian(s[4], s[5], s[6], Activation.RELU, 19, 18);
      WorldModel model = WorldModel.of(learned)
          .withReward(next(s[5] - 1).minus(state(0).squared()))
          .withTermination(next(0).greaterThan(1.5f));
      Propagation[] all = Propagation.values();
      Propagation propagation = all[cases.size() / 2 % all.length];
      cases.add(new RolloutCase("E " + s[4], model, propagation, s[0], s[1], s[2], s[3]));
      WorldModel written =
          WorldModel.of(ContractModels.noisyPendulum(s[6])).withReward(ContractModels.reward());
      cases.add(new RolloutCase("equations", written, Propagation.TS1, s[0], s[1], s[2], s[3]));
    }
    return cases;
  }
}
