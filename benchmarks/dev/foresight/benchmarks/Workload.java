package dev.foresight.benchmarks;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.learn.PetsConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A published planning problem by its sizes, with random weights: planning time does not depend on
 * what the weights say.
 *
 * @param model the world model
 * @param actions the action space
 * @param config the planner
 */
public record Workload(WorldModel model, ActionSpace actions, PlannerConfig config) {
  /** In place of a precision's name. */
  static final String ANY = "any";

  /** The preset of that name; sizes from handful-of-trials' and MPPI-Generic's configurations. */
  public static Workload named(String name) {
    return switch (name) {
      case "pets-cartpole" -> ensemble(4, 1, 6, 3, 500, 400, 25);
      case "pets-reacher" -> ensemble(17, 7, 24, 4, 200, 400, 25);
      case "pets-pusher" -> ensemble(20, 7, 27, 3, 200, 500, 25);
      case "pets-halfcheetah" -> ensemble(18, 6, 24, 4, 200, 500, 30);
      case "demo-cartpole" ->
        ensemble(4, 1, 6, 3, 64, 1, 1).with(PetsConfig.demo(0).planner());
      case "mppi-diffdrive" -> diffDrive(2048);
      default -> throw new IllegalArgumentException("no workload is named " + name);
    };
  }

  /** The precision of that name; empty to leave it to the engine. */
  static Optional<Precision> precision(String name) {
    return name.equals(ANY) ? Optional.empty() : Optional.of(Precision.named(name));
  }

  private Workload with(PlannerConfig other) {
    return new Workload(model, actions, other);
  }

  /** Operations on floats in one rollout of one round: a multiply and an add per weight. */
  public double rolloutFlop() {
    Ensemble ensemble = (Ensemble) model.dynamics();
    long weights = ensemble.members().get(0).layers().stream()
        .mapToLong(l -> l.weights().length)
        .sum();
    return 2.0 * weights * config.plans() * config.particles() * config.horizon();
  }

  private static Workload ensemble(
      int states, int actions, int inputs, int depth, int hidden, int plans, int horizon) {
    Random random = new Random(1);
    List<Network> members = new ArrayList<>();
    for (int e = 0; e < 5; e++) {
      members.add(network(random, inputs, depth, hidden, 2 * states));
    }
    List<Expr> features = new ArrayList<>();
    for (int f = 0; f < inputs - actions; f++) {
      features.add(Expr.state(f % states));
    }
    for (int a = 0; a < actions; a++) {
      features.add(Expr.action(a));
    }
    boolean[] delta = new boolean[states];
    Arrays.fill(delta, true);
    float[] ones = filled(inputs, 1);
    Ensemble ensemble = new Ensemble(
        members,
        actions,
        features,
        new float[inputs],
        ones,
        delta,
        filled(states, -10),
        filled(states, -2));
    Expr reward = Expr.state(0).minus(Expr.action(0).squared().times(0.1f));
    return new Workload(
        WorldModel.of(ensemble).withReward(reward),
        ActionSpace.symmetric(actions, 1),
        PlannerConfig.cem().withPlans(plans).withHorizon(horizon));
  }

  private static Network network(Random random, int inputs, int depth, int hidden, int outputs) {
    List<Network.Layer> layers = new ArrayList<>();
    int width = inputs;
    for (int l = 0; l <= depth; l++) {
      boolean last = l == depth;
      int out = last ? outputs : hidden;
      float[] weights = new float[out * width];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() * (last ? 0.1 : 1) / Math.sqrt(width));
      }
      Activation activation = last ? Activation.IDENTITY : Activation.SILU;
      layers.add(new Network.Layer(width, out, weights, new float[out], activation));
      width = out;
    }
    return new Network(layers);
  }

  /** A differential drive on its way to a goal past a soft obstacle. */
  private static Workload diffDrive(int plans) {
    Expr x = Expr.state(0);
    Expr y = Expr.state(1);
    Expr heading = Expr.state(2);
    float dt = 0.02f;
    Equations drive = Equations.of(
        2,
        x.plus(Expr.action(0).times(Expr.cos(heading)).times(dt)),
        y.plus(Expr.action(0).times(Expr.sin(heading)).times(dt)),
        heading.plus(Expr.action(1).times(dt)));
    Expr toGoal = x.minus(4).squared().plus(y.minus(4).squared());
    Expr toRock = x.minus(2).squared().plus(y.minus(2).squared());
    Expr reward = toGoal.negated().minus(Expr.exp(toRock.times(-4f)).times(10f));
    return new Workload(
        WorldModel.of(drive).withReward(reward),
        ActionSpace.symmetric(2, 1),
        PlannerConfig.mppi().withPlans(plans).withHorizon(100).withInitialStd(0.2f));
  }

  private static float[] filled(int length, float value) {
    float[] array = new float[length];
    Arrays.fill(array, value);
    return array;
  }
}
