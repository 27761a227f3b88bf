package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.atan2;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.exp;
import static dev.foresight.Expr.floor;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.max;
import static dev.foresight.Expr.min;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.sqrt;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.tanh;
import static dev.foresight.Expr.where;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.Simulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Models of every kind, small, random and well-behaved: three states unless said otherwise. */
final class ContractModels {
  private ContractModels() {}

  /** A network with random weights that neither dies nor explodes. */
  static Network network(SplittableRandom random, Activation activation, int... widths) {
    List<Network.Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      float[] weights =
          Contract.randoms(random, widths[i] * widths[i - 1], 0, 1.5 / Math.sqrt(widths[i - 1]));
      float[] bias = Contract.randoms(random, widths[i], 0, 0.3);
      boolean last = i == widths.length - 1;
      layers.add(new Network.Layer(
          widths[i - 1], widths[i], weights, bias, last ? Activation.IDENTITY : activation));
    }
    return new Network(layers);
  }

  /** Networks with random weights that say about the same, each around its own centre. */
  static ScalarEnsemble scalars(
      SplittableRandom random, int members, Reduction reduction, int... widths) {
    List<Network> networks = new ArrayList<>();
    for (int e = 0; e < members; e++) {
      networks.add(network(random, Activation.SILU, widths));
    }
    return new ScalarEnsemble(networks, reduction);
  }

  /** A Gaussian ensemble of S states with plain features that predicts changes. */
  static Ensemble gaussian(
      int members, int states, int actions, Activation activation, int... hidden) {
    return ensemble(
        members,
        Ensemble.plainFeatures(states, actions),
        actions,
        true,
        deltas(states, states),
        activation,
        hidden);
  }

  /** A deterministic ensemble of S states with plain features that predicts changes. */
  static Ensemble deterministic(
      int members, int states, int actions, Activation activation, int... hidden) {
    return ensemble(
        members,
        Ensemble.plainFeatures(states, actions),
        actions,
        false,
        deltas(states, states),
        activation,
        hidden);
  }

  /** Three states of which one is a change, over features that are formulas. */
  static Ensemble withFeatures(int members, boolean gaussian) {
    List<Expr> features = List.of(
        sin(state(0)),
        cos(state(0)),
        state(1),
        state(1).times(state(2)),
        action(0).times(0.5f));
    return ensemble(members, features, 1, gaussian, deltas(3, 1), Activation.SILU, 16, 16);
  }

  private static boolean[] deltas(int states, int first) {
    boolean[] delta = new boolean[states];
    Arrays.fill(delta, 0, first, true);
    return delta;
  }

  private static Ensemble ensemble(
      int members,
      List<Expr> features,
      int actions,
      boolean gaussian,
      boolean[] delta,
      Activation activation,
      int... hidden) {
    SplittableRandom random = new SplittableRandom(members * 31L + hidden.length);
    int states = delta.length;
    int[] widths = new int[hidden.length + 2];
    widths[0] = features.size();
    System.arraycopy(hidden, 0, widths, 1, hidden.length);
    widths[widths.length - 1] = gaussian ? 2 * states : states;
    List<Network> networks = new ArrayList<>();
    for (int e = 0; e < members; e++) {
      networks.add(network(random, activation, widths));
    }
    return new Ensemble(
        networks,
        actions,
        features,
        Contract.randoms(random, features.size(), 0, 1),
        Contract.randoms(random, features.size(), 1.5, 0.5),
        delta,
        gaussian ? Contract.randoms(random, states, -6, 1) : new float[0],
        gaussian ? Contract.randoms(random, states, -2, 1) : new float[0]);
  }

  /** A deterministic ensemble of one state whose member e counts up by e. */
  static Ensemble counting(int members) {
    List<Network> networks = new ArrayList<>();
    for (int e = 0; e < members; e++) {
      float[] bias = {e};
      networks.add(
          new Network(List.of(new Network.Layer(2, 1, new float[2], bias, Activation.IDENTITY))));
    }
    return new Ensemble(
        networks,
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[] {true},
        new float[0],
        new float[0]);
  }

  /** A pendulum on a cart, more or less: three states, as many actions as wanted. */
  static Equations pendulum(int actions) {
    Expr push = action(0);
    for (int a = 1; a < actions; a++) {
      push = push.plus(action(a).times(0.5f / a));
    }
    return Equations.of(
        actions,
        state(0).plus(state(1).times(0.1f)),
        state(1).plus(sin(state(0)).plus(push).times(0.1f)),
        state(2).times(0.9f).plus(cos(state(0)).times(state(1))));
  }

  /** The pendulum with noise that grows with the state. */
  static Equations noisyPendulum(int actions) {
    return pendulum(actions)
        .withNoise(
            constant(0.1f),
            state(1).abs().times(0.05f).plus(0.01f),
            action(0).squared().times(0.02f));
  }

  /** Another pendulum, as Java code. */
  static Simulator simulator(int actions) {
    return new Simulator() {
      @Override
      public int stateSize() {
        return 3;
      }

      @Override
      public int actionSize() {
        return actions;
      }

      @Override
      public void step(float[] states, float[] given, float[] next, int rows) {
        for (int r = 0; r < rows; r++) {
          float push = given[r * actions + actions - 1] - 0.5f * given[r * actions];
          next[3 * r] = states[3 * r] + 0.1f * states[3 * r + 1];
          next[3 * r + 1] = states[3 * r + 1] + 0.1f * push;
          next[3 * r + 2] = 0.5f * states[3 * r + 2] + states[3 * r] * states[3 * r];
        }
      }
    };
  }

  /** A smooth reward over state, action and next state. */
  static Expr reward() {
    return cos(next(0))
        .minus(state(1).squared().times(0.1f))
        .minus(action(0).abs().times(0.05f));
  }

  /** A formula with every function there is. */
  static Expr everyFunction() {
    Expr x = state(0);
    Expr y = next(1);
    return sqrt(x.abs().plus(1))
        .plus(exp(y.negated().clamped(-2, 2)))
        .plus(log(y.squared().plus(0.5f)))
        .plus(tanh(x).times(sin(y)).minus(cos(x.times(3))))
        .plus(floor(action(0).times(3)))
        .plus(atan2(y, x).dividedBy(y.squared().plus(2)))
        .plus(where(x.lessThan(y).and(y.greaterThan(0)), min(x, y), max(x, action(0))))
        .plus(x.greaterThan(0.3f).or(y.lessThan(-0.2f)));
  }
}
