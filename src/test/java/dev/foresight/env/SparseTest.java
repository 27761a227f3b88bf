package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Swing-ups whose reward is silent until the goal is near. */
class SparseTest {
  @Test
  void thePendulumEarnsOnlyWhenItStandsStillAndPaysForTorque() {
    float[] anywhere = {0, 0, 0};
    assertThat(pendulum(anywhere, 0, 1, 0, 0)).isEqualTo(1);
    assertThat(pendulum(anywhere, 3, 1, 0, 0)).isCloseTo(0.9f, within(1e-6f));
    assertThat(pendulum(anywhere, 0, 1, 0, 2)).isCloseTo((float) Math.exp(-1), within(1e-6f));
    assertThat(pendulum(anywhere, 0, 0, 1, 0)).isLessThan(1e-8f);
  }

  @Test
  void aModelThatLeavesTheCircleEarnsNoMoreThanOneThatStands() {
    assertThat(pendulum(new float[3], 0, 1.2f, 0, 0)).isEqualTo(1);
  }

  private static float pendulum(float[] state, float torque, float... next) {
    return Motion.reward("pendulum-sparse", state, new float[] {torque}, next);
  }

  @Test
  void theCartPoleEarnsOnlyNearItsGoalAndPaysForForce() {
    assertThat(cartPole(0, 0, (float) Math.PI, 0, 0)).isCloseTo(1, within(1e-6f));
    assertThat(cartPole(1, 0, (float) Math.PI, 0, 0)).isCloseTo(0.9f, within(1e-6f));
    assertThat(cartPole(0, 0.18f, (float) Math.PI, 0, 0))
        .isCloseTo((float) Math.exp(-1), within(1e-5f));
    assertThat(cartPole(0, 0, 0, 0, 0)).isLessThan(1e-8f);
  }

  private static float cartPole(float force, float... next) {
    return Motion.reward("cartpole-sparse", new float[4], new float[] {force}, next);
  }

  @Test
  void theyBeginHangingAndAStepIsTwoOfThePlainOnes() {
    float[] pendulum = Environments.named("pendulum-sparse").reset(3);
    assertThat(pendulum[0]).isLessThan(-0.95f);
    assertThat(pendulum[2]).isZero();
    float[] state = {0.3f, 0.2f, 0.1f, -0.4f};
    // The longer step of the method itself changes the fourth digit of a velocity: 1.951653,
    // 1.949048.
    float[] twice = Motion.states("cartpole", state, 2, 0.5f)[2];
    assertThat(Motion.next("cartpole-sparse", state, 0.5f)).containsExactly(twice, within(5e-3f));
  }
}
