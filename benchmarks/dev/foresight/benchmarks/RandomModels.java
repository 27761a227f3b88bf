package dev.foresight.benchmarks;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** World models of given sizes, with random weights that keep states tame. */
final class RandomModels {
  private static final int SEED = 1;

  private RandomModels() {}

  /** A probabilistic ensemble; where there are more inputs than states and actions, states come again. */
  static WorldModel ensemble(
      int states, int actions, int inputs, int depth, int width, int members) {
    Random random = new Random(SEED);
    List<Network> networks = new ArrayList<>();
    for (int e = 0; e < members; e++) {
      networks.add(network(random, inputs, depth, width, 2 * states, Activation.IDENTITY));
    }
    List<Expr> features = new ArrayList<>();
    for (int f = 0; f < inputs - actions; f++) {
      features.add(Expr.state(f % states));
    }
    for (int a = 0; a < actions; a++) {
      features.add(Expr.action(a));
    }
    float[] low = filled(states, -10);
    return learned(networks, actions, features, true, low, filled(states, -2)).withReward(reward());
  }

  /** Networks of every kind that TD-MPC2 has, over a latent state. */
  static WorldModel latent(int states, int actions, int depth, int width, int values) {
    Random random = new Random(SEED);
    int inputs = states + actions;
    Activation plain = Activation.IDENTITY;
    List<Network> next = List.of(network(random, inputs, depth, width, states, plain));
    List<Network> q = new ArrayList<>();
    for (int v = 0; v < values; v++) {
      q.add(network(random, inputs, depth, width, 1, plain));
    }
    List<Expr> features = Ensemble.plainFeatures(states, actions);
    return learned(next, actions, features, false, new float[0], new float[0])
        .withReward(network(random, inputs, depth, width, 1, plain))
        .withValue(new ScalarEnsemble(q, Reduction.mean()))
        .withPolicy(network(random, states, depth, width, actions, Activation.TANH))
        .withDiscount(0.99f);
  }

  /** A differential drive on its way to a goal past a soft obstacle. */
  static WorldModel drive() {
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
    return WorldModel.of(drive).withReward(reward);
  }

  private static Expr reward() {
    return Expr.state(0).minus(Expr.action(0).squared().times(0.1f));
  }

  private static WorldModel learned(
      List<Network> members,
      int actions,
      List<Expr> features,
      boolean change,
      float[] minLogVariance,
      float[] maxLogVariance) {
    int states = members.get(0).outputs() / (minLogVariance.length > 0 ? 2 : 1);
    boolean[] delta = new boolean[states];
    Arrays.fill(delta, change);
    int inputs = features.size();
    return WorldModel.of(new Ensemble(
        members,
        actions,
        features,
        new float[inputs],
        filled(inputs, 1),
        delta,
        minLogVariance,
        maxLogVariance));
  }

  private static Network network(
      Random random, int inputs, int depth, int hidden, int outputs, Activation end) {
    List<Network.Layer> layers = new ArrayList<>();
    int width = inputs;
    for (int l = 0; l <= depth; l++) {
      boolean last = l == depth;
      int out = last ? outputs : hidden;
      float[] weights = new float[out * width];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() * (last ? 0.1 : 1) / Math.sqrt(width));
      }
      Activation activation = last ? end : Activation.SILU;
      layers.add(new Network.Layer(width, out, weights, new float[out], activation));
      width = out;
    }
    return new Network(layers);
  }

  private static float[] filled(int length, float value) {
    float[] array = new float[length];
    Arrays.fill(array, value);
    return array;
  }
}
