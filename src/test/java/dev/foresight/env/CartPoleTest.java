package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CartPoleTest {
  private static final String NAME = "cartpole";
  private static final float PI = (float) Math.PI;
  private static final float[] REST = new float[4];

  @Test
  void rewardIsTheTipsNearnessToItsGoalAfterTheStep() {
    assertThat(reward(0, PI, 0)).isCloseTo(1, within(1e-6f));
    assertThat(reward(0, PI, 0.5f)).isCloseTo(0.9975f, within(1e-6f));
    assertThat(reward(0, 0, 0)).isCloseTo((float) Math.exp(-4), within(1e-6f));
    // Angles turn the tip to negative x: level with the cart, at 0 and at 2 l.
    assertThat(reward(0.6f, PI / 2, 0)).isCloseTo((float) Math.exp(-1), within(1e-6f));
    assertThat(reward(0.6f, -PI / 2, 0)).isCloseTo((float) Math.exp(-5), within(1e-6f));
  }

  private static float reward(float position, float angle, float action) {
    float[] next = {position, angle, 3, -4};
    return Motion.reward(NAME, REST, new float[] {action}, next);
  }

  @Test
  void hangsAndStandsStill() {
    assertThat(Motion.states(NAME, REST, 100, 0)[100]).containsExactly(REST);
    float[] standing = {0.3f, PI, 0, 0};
    assertThat(Motion.states(NAME, standing, 10, 0)[10]).containsExactly(standing, within(1e-4f));
  }

  @Test
  void aSmallPushMovesTheCartFirstAndThePoleLagsBehind() {
    // At rest and hanging: cart 4 F / (4 M + m), pole 6 F / (l (4 M + m)).
    float[] next = Motion.next(NAME, REST, 0.1f);
    double force = 0.1 * CartPole.FORCE;
    assertThat(next[2]).isCloseTo((float) (0.04 * 4 * force / 2.5), Percentage.withPercentage(3));
    assertThat(next[3]).isCloseTo((float) (0.04 * 6 * force / 1.5), Percentage.withPercentage(3));
  }

  @Test
  void swingsAtTheFrequencyOfARodOnAFreeCart() {
    double frequency = Math.sqrt(6 * 1 * 9.82 / (0.6 * 2.5));
    float[][] states = Motion.states(NAME, new float[] {0, 0.05f, 0, 0}, 200, 0);
    assertThat(Motion.frequency(states, 3, CartPole.DT))
        .isCloseTo(frequency, Percentage.withPercentage(0.5));
  }

  @Test
  void energyIsWhatTheForceGaveAndFrictionTook() {
    for (float action : new float[] {0, 0.3f}) {
      float[][] states = Motion.states(NAME, new float[] {0, 2.8f, 0.5f, 0}, 100, action);
      double expected = energy(states[0]);
      for (int t = 1; t < states.length; t++) {
        float[] before = states[t - 1];
        float[] after = states[t];
        double friction = 0.1 * (before[2] * before[2] + after[2] * after[2]) / 2 * CartPole.DT;
        expected += action * CartPole.FORCE * (after[0] - before[0]) - friction;
        assertThat(energy(after)).isCloseTo(expected, within(0.02));
      }
    }
  }

  @Test
  void startsHangingWithAJitterOfATenth() {
    Environment env = Environments.named(NAME);
    double[] squares = new double[4];
    for (int seed = 0; seed < 500; seed++) {
      float[] first = env.reset(seed);
      for (int i = 0; i < 4; i++) {
        squares[i] += first[i] * first[i] / 500;
      }
    }
    // relative standard deviation of a variance from 500 draws: 6 %
    assertThat(squares).containsExactly(new double[] {0.01, 0.01, 0.01, 0.01}, within(0.0025));
  }

  /** From the motion of the cart and of the rod's centre, and the rod's turning about it. */
  private static double energy(float[] state) {
    double half = 0.3;
    double across = state[2] - half * Math.cos(state[1]) * state[3];
    double up = half * Math.sin(state[1]) * state[3];
    double turning = 0.5 * 0.6 * 0.6 / 12 * state[3] * state[3];
    double kinetic = (0.5 * state[2] * state[2] + 0.5 * (across * across + up * up) + turning) / 2;
    return kinetic - 0.5 * 9.82 * half * Math.cos(state[1]);
  }
}
