package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Backend;
import dev.foresight.Bounds;
import dev.foresight.Ensemble;
import dev.foresight.Exploration;
import dev.foresight.Noise;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Reduction;
import dev.foresight.Risk;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plans a few times with every kind of model and of planner, so small that a tool which watches each
 * access to memory is done in seconds.
 *
 * @param name what it is
 * @param model first
 * @param updated of the same sizes, taken later
 * @param config the planner
 */
record TinyPlans(String name, WorldModel model, WorldModel updated, PlannerConfig config) {
  private static final int PROBLEMS = 2;

  /** Plans on the backend of that name: opencl, cuda, cpu. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("give one argument, the backend: cpu, opencl or cuda");
    }
    Backend backend = Backend.named(arguments[0]);
    System.out.println(backend + ": " + backend.describe());
    for (TinyPlans each : all()) {
      each.run(backend);
    }
    System.out.println("done");
  }

  /** Every kind, each with another planner. */
  static List<TinyPlans> all() {
    SplittableRandom random = new SplittableRandom(3);
    PlannerConfig cem = small(PlannerConfig.cem());
    WorldModel learned = WorldModel.of(gaussian(2))
        .withReward(ContractModels.network(random, Activation.TANH, 4, 12, 1))
        .withValue(ContractModels.network(random, Activation.RELU, 3, 9, 1))
        .withTermination(next(1).abs().greaterThan(2))
        .withDiscount(0.9f);
    WorldModel held = learned.withConstraint(next(1).abs().greaterThan(1.5f), 0.5f);
    WorldModel formulas = WorldModel.of(ContractModels.withFeatures(2, true))
        .withReward(ContractModels.everyFunction());
    WorldModel certain = WorldModel.of(ContractModels.deterministic(3, 3, 1, Activation.RELU, 11))
        .withReward(ContractModels.reward());
    WorldModel noisy = WorldModel.of(ContractModels.noisyPendulum(2))
        .withReward(ContractModels.reward())
        .withConstraint(next(1).abs().greaterThan(1), 0.5f)
        .withTermination(next(0).greaterThan(1));
    WorldModel written = WorldModel.of(ContractModels.pendulum(1))
        .withReward(ContractModels.everyFunction())
        .withValue(state(0).times(action(0)));
    WorldModel advised = certain
        .withValue(ContractModels.scalars(random, 2, Reduction.pessimistic(1), 4, 6, 1))
        .withPolicy(ContractModels.network(random, Activation.TANH, 3, 7, 1));
    WorldModel wide = WorldModel.of(gaussian(2, 64))
        .withReward(ContractModels.reward())
        .withTermination(next(1).abs().greaterThan(2));
    return List.of(
        new TinyPlans(
            "Gaussian ensemble that is worth tensor cores, TS-infinity",
            wide,
            wide.withDynamics(gaussian(3, 64)),
            cem.withPropagation(Propagation.TS_INFINITY)),
        new TinyPlans(
            "Gaussian ensemble that is worth tensor cores, TS1",
            wide,
            wide.withDynamics(gaussian(3, 64)),
            cem.withPropagation(Propagation.TS1)),
        new TinyPlans(
            "Gaussian ensemble, networks as reward and value, TS1, CEM truncated",
            learned,
            learned.withDynamics(gaussian(3)).withDiscount(0.8f),
            cem.withBounds(Bounds.TRUNCATED).withPropagation(Propagation.TS1)),
        new TinyPlans(
            "Gaussian ensemble, networks as reward and value, DS",
            learned,
            learned.withDiscount(0.8f),
            cem.withPropagation(Propagation.DS)),
        new TinyPlans(
            "Gaussian ensemble, networks as reward and value, a constraint, MM",
            held,
            held.withDynamics(gaussian(3)),
            cem.withPropagation(Propagation.MM)),
        new TinyPlans(
            "Gaussian ensemble, networks as reward and value, DS, hallucinated control",
            learned,
            learned.withDynamics(gaussian(3)),
            cem.withPropagation(Propagation.DS).withExploration(Exploration.hallucinated(1))),
        new TinyPlans(
            "noisy equations with a constraint, MM",
            noisy,
            noisy.withDiscount(0.7f),
            cem.withPropagation(Propagation.MM)),
        new TinyPlans(
            "features as formulas, TS-infinity, iCEM coloured, worst of the futures",
            formulas,
            formulas.withReward(ContractModels.reward()),
            small(PlannerConfig.icem()).withPlans(16, 4).withRisk(Risk.worst())),
        new TinyPlans(
            "deterministic ensemble, random shooting on splines, mean and deviation",
            certain,
            certain.withDiscount(0.5f),
            small(PlannerConfig.random()).withNoise(Noise.spline(2)).withRisk(Risk.meanStd(-1))),
        new TinyPlans(
            "noisy equations with a constraint, actions with a rate, MPPI, conditional value at risk",
            noisy,
            noisy.withDiscount(0.7f),
            small(PlannerConfig.mppi()).withPlans(16, 16).withRisk(Risk.cvar(0.5f))),
        new TinyPlans(
            "noisy equations, softly weighed elites with momentum, entropic risk",
            noisy,
            noisy.withReward(state(0)),
            cem.withTemperature(0.5f)
                .withMomentum(0.3f)
                .withMinStd(0.01f)
                .withRisk(Risk.entropic(1))),
        new TinyPlans(
            "equations, Q of a plan's last action, CEM with as many elites as plans",
            written,
            written.withValue(state(1).times(action(0))),
            cem.withPlans(17, 17)),
        new TinyPlans(
            "deterministic ensemble, a policy's plans and its Q of two networks, TD-MPC2",
            advised,
            advised.withPolicy(ContractModels.network(random, Activation.RELU, 3, 5, 1)),
            small(PlannerConfig.tdmpc2()).withProposals(5)));
  }

  private static Ensemble gaussian(int members) {
    return gaussian(members, 12);
  }

  private static Ensemble gaussian(int members, int width) {
    return ContractModels.gaussian(members, 3, 1, Activation.SILU, width, width);
  }

  private static PlannerConfig small(PlannerConfig config) {
    return config
        .withHorizon(2)
        .withIterations(Math.min(config.iterations(), 2))
        .withPlans(16, Math.min(config.elites(), 4))
        .withParticles(3)
        .withSeed(8);
  }

  /** Plans with the first model often enough for a script, forgets one problem, takes the other model. */
  private void run(Backend backend) {
    ActionSpace box = ActionSpace.symmetric(model.dynamics().actionSize(), 1);
    ActionSpace actions = box.size() == 2 ? box.withRate(0.25f, 0.5f) : box;
    try (Planner planner = Planner.builder(model, actions, config)
        .backend(backend)
        .problems(PROBLEMS)
        .build()) {
      float[][] states = new float[PROBLEMS][model.dynamics().stateSize()];
      Arrays.fill(states[1], 0.1f);
      for (int call = 0; call < 3; call++) {
        check(planner.planAll(states));
      }
      planner.reset(1);
      check(planner.planAll(states));
      planner.update(updated);
      Plan[] plans = planner.planAll(states);
      check(plans);
      System.out.println(name + ": scores " + plans[0].score() + ", " + plans[1].score());
    }
  }

  private void check(Plan[] plans) {
    for (Plan plan : plans) {
      if (plan.outcome() != Plan.Outcome.COMPLETE || !Float.isFinite(plan.score())) {
        throw new IllegalStateException(name + " ended with " + plan);
      }
    }
  }
}
