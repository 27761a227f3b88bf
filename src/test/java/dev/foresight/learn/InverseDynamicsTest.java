package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class InverseDynamicsTest {
  private static final ActionSpace ACTIONS = ActionSpace.symmetric(1, 1);

  /** The sum of {@code weights} times a state and its change. */
  private static Network linear(float... weights) {
    return new Network(
        List.of(new Network.Layer(weights.length, 1, weights, new float[1], Activation.IDENTITY)));
  }

  @Test
  void findsTheActionsOfALinearSystem() {
    NetworkTrainer trainer =
        new NetworkTrainer(4, 1, ExamplesTest.SMALL.withHidden(List.of()).withEpochs(60));
    trainer.fit(Examples.causes(Systems.linear(500, 0, 1)), epoch -> {});
    InverseDynamics inverse = new InverseDynamics(trainer.networks(), ACTIONS);
    float[][] path = new float[4][];
    path[0] = new float[] {0.3f, -0.5f};
    float[] taken = {0.8f, -0.3f, 0.1f};
    for (int t = 0; t < 3; t++) {
      path[t + 1] = Systems.linearMean(path[t], new float[] {taken[t]});
    }
    float[][] plan = inverse.plan(path);
    assertThat(plan).hasDimensions(3, 1);
    for (int t = 0; t < 3; t++) {
      assertThat(plan[t][0]).as("step %d", t).isCloseTo(taken[t], within(0.03f));
    }
  }

  @Test
  void seesTheChangeAndTakesTheMeanOfTheMembersWithinTheActionSpace() {
    InverseDynamics inverse =
        new InverseDynamics(List.of(linear(1, 0.5f), linear(0, 0.5f)), ACTIONS);
    assertThat(inverse.stateSize()).isEqualTo(1);
    assertThat(inverse.action(new float[] {0.5f}, new float[] {0.7f})[0])
        .isCloseTo(0.25f + 0.1f, within(1e-6f));
    assertThat(inverse.action(new float[] {2}, new float[] {3})).containsExactly(1);
    assertThat(inverse.action(new float[] {-9}, new float[] {3})).containsExactly(1);
    assertThat(inverse.action(new float[] {-9}, new float[] {-9})).containsExactly(-1);
  }

  @Test
  void badArgumentsAreNamed() {
    InverseDynamics inverse = new InverseDynamics(List.of(linear(1, 1)), ACTIONS);
    assertThatThrownBy(() -> inverse.action(new float[2], new float[1]))
        .hasMessage("state has length 2; the inverse dynamics has 1");
    assertThatThrownBy(() -> inverse.action(new float[1], new float[2]))
        .hasMessage("next has length 2; the inverse dynamics has 1");
    assertThatThrownBy(() -> inverse.plan(new float[1][1]))
        .hasMessage("path has length 1; it needs the state now and one more at least");
    assertThatThrownBy(() -> new InverseDynamics(List.of(), ACTIONS))
        .hasMessage("members is 0; it must be at least 1");
    assertThatThrownBy(() -> new InverseDynamics(List.of(linear(1, 1, 1)), ACTIONS))
        .hasMessageContaining("inverse dynamics input has length 3");
    assertThatThrownBy(
            () -> new InverseDynamics(List.of(linear(1, 1)), ActionSpace.symmetric(2, 1)))
        .hasMessage("inverse dynamics output has length 1; the action space has 2");
  }
}
