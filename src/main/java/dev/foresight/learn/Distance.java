package dev.foresight.learn;

import dev.foresight.Activation;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.compute.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many steps it is from a state to a goal, by the way that those who were seen took (dynamical
 * distances, Hartikainen et al. 2020). For a goal it is a reward or a terminal value that no one has
 * to write down, and that knows of walls.
 *
 * <pre>{@code
 * trainer.fit(Examples.distances(buffer, 50, 4, 0), epoch -> {});
 * Distance distance = new Distance(trainer.networks());
 * WorldModel model = WorldModel.of(dynamics).withValue(distance.value(goal));
 * }</pre>
 *
 * @param members networks over a state and a goal, which is a state, too (S + S inputs, 1 output), of
 *     one shape; their mean counts
 */
public record Distance(List<Network> members) {
  /** Checks that the networks are there and take two states. */
  public Distance {
    members = new ScalarEnsemble(members, Reduction.mean()).members();
    int inputs = members.get(0).inputs();
    Check.that(
        inputs % 2 == 0,
        "distance input has length " + inputs + "; it takes a state and a goal, S + S");
    List<Network.Layer> layers = members.get(0).layers();
    Activation end = layers.get(layers.size() - 1).activation();
    Check.that(
        end == Activation.IDENTITY,
        "distance output has activation " + end + "; it needs IDENTITY, to be negated");
  }

  /** The length of a state, S. */
  public int stateSize() {
    return members.get(0).inputs() / 2;
  }

  /**
   * Steps from a state to a goal.
   *
   * @param state length S
   * @param goal length S
   */
  public float steps(float[] state, float[] goal) {
    Check.length("state", state.length, stateSize(), "the distance");
    return -value(goal).apply(state);
  }

  /**
   * Minus the steps to a goal, as a terminal value: networks over the state, S inputs.
   *
   * @param goal length S, finite
   */
  public ScalarEnsemble value(float[] goal) {
    return towards(goal, 0);
  }

  /**
   * Minus the steps from each state of a plan to a goal, as a reward: networks over state and action,
   * S + A inputs, of which the action does not matter. The last state is what {@link #value} is for.
   *
   * @param goal length S, finite
   * @param actionSize A
   */
  public ScalarEnsemble reward(float[] goal, int actionSize) {
    Check.atLeast("action size", actionSize, 1);
    return towards(goal, actionSize);
  }

  private ScalarEnsemble towards(float[] goal, int unused) {
    Check.length("goal", goal.length, stateSize(), "the distance");
    Check.finite("goal", goal);
    return new ScalarEnsemble(
        members.stream().map(member -> towards(member, goal, unused)).toList(), Reduction.mean());
  }

  /** With the goal within the first layer's bias, and the other sign. */
  private static Network towards(Network network, float[] goal, int unused) {
    List<Network.Layer> layers = new ArrayList<>(network.layers());
    layers.set(0, towards(layers.get(0), goal, unused));
    int last = layers.size() - 1;
    Network.Layer end = layers.get(last);
    layers.set(
        last,
        new Network.Layer(
            end.inputs(),
            end.outputs(),
            negated(end.weights()),
            negated(end.bias()),
            end.activation()));
    return new Network(layers);
  }

  private static Network.Layer towards(Network.Layer first, float[] goal, int unused) {
    int states = goal.length;
    int inputs = states + unused;
    float[] weights = new float[first.outputs() * inputs];
    float[] bias = new float[first.outputs()];
    for (int o = 0; o < bias.length; o++) {
      int row = o * first.inputs();
      System.arraycopy(first.weights(), row, weights, o * inputs, states);
      double sum = first.bias()[o];
      for (int i = 0; i < states; i++) {
        sum += (double) first.weights()[row + states + i] * goal[i];
      }
      bias[o] = (float) sum;
    }
    return new Network.Layer(inputs, bias.length, weights, bias, first.activation());
  }

  private static float[] negated(float[] values) {
    float[] negated = Arrays.copyOf(values, values.length);
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -negated[i];
    }
    return negated;
  }
}
