package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AcrobotTest {
  private static final String NAME = "acrobot";

  @Test
  void rewardIsTheTipsHeightAfterTheStep() {
    assertThat(reward(0, 0)).isCloseTo(-2, within(1e-6f));
    assertThat(reward(Math.PI, 0)).isCloseTo(2, within(1e-6f));
    assertThat(reward(Math.PI, Math.PI / 2)).isCloseTo(1, within(1e-6f));
    assertThat(reward(Math.PI / 2, Math.PI / 2)).isCloseTo(1, within(1e-6f));
    assertThat(reward(Math.PI / 2, 0)).isCloseTo(0, within(1e-6f));
  }

  private static float reward(double first, double second) {
    float[] next = state(first, second, 1, 2);
    return Motion.reward(NAME, state(0, 0, 0, 0), new float[] {1}, next);
  }

  @Test
  void hangsStill() {
    float[] hanging = state(0, 0, 0, 0);
    assertThat(Motion.states(NAME, hanging, 50, 0)[50]).containsExactly(hanging, within(1e-6f));
    float[] standing = state(Math.PI, 0, 0, 0);
    assertThat(Motion.next(NAME, standing, 0)).containsExactly(standing, within(1e-5f));
  }

  @Test
  void swingsTogetherAtTheLowerModesFrequency() {
    // Linearised: M q'' = -K q with M = [[4.5, 1.75], [1.75, 1.25]], K = 4.9 [[4, 1], [1, 1]].
    double a = 4.5 * 1.25 - 1.75 * 1.75;
    double b = -4.9 * (4.5 + 4 * 1.25 - 2 * 1.75);
    double c = 4.9 * 4.9 * 3;
    double square = (-b - Math.sqrt(b * b - 4 * a * c)) / (2 * a);
    // Its mode: (4.9 * 4 - 4.5 w^2) q1 + (4.9 - 1.75 w^2) q2 = 0.
    double ratio = -(4.9 * 4 - 4.5 * square) / (4.9 - 1.75 * square);
    float[][] states = Motion.states(NAME, state(0.02, 0.02 * ratio, 0, 0), 200, 0);
    assertThat(Motion.frequency(states, 1, Acrobot.DT))
        .isCloseTo(Math.sqrt(square), Percentage.withPercentage(0.5));
  }

  @Test
  void energyIsWhatTheTorqueGave() {
    for (float torque : new float[] {0, 1, -1}) {
      float[][] states = Motion.states(NAME, state(1.2, -0.7, 0.5, 0), 25, torque);
      double expected = energy(states[0]);
      for (int t = 1; t < states.length; t++) {
        expected += torque * Motion.turned(states[t - 1], states[t], 2);
        assertThat(energy(states[t])).isCloseTo(expected, within(0.2));
      }
    }
  }

  @Test
  void aTorqueTurnsTheLinksAgainstEachOther() {
    float[] next = Motion.next(NAME, state(0, 0, 0, 0), 1);
    assertThat(next[5]).isPositive();
    assertThat(next[4]).isNegative();
  }

  @Test
  void speedsAreLimited() {
    float[] next = Motion.next(NAME, state(0.3, 1, 14, -40), 1);
    assertThat(next[4]).isBetween((float) (-4 * Math.PI), (float) (4 * Math.PI));
    assertThat(next[5]).isBetween((float) (-9 * Math.PI), (float) (9 * Math.PI));
  }

  /** From the motion of both centres and the links' turning about them, in J. */
  private static double energy(float[] state) {
    double first = Math.atan2(state[1], state[0]);
    double both = first + Math.atan2(state[3], state[2]);
    double turning = state[4] + state[5];
    double across = Math.cos(first) * state[4] + 0.5 * Math.cos(both) * turning;
    double up = Math.sin(first) * state[4] + 0.5 * Math.sin(both) * turning;
    double inner = (0.25 + 1) * state[4] * state[4];
    double outer = across * across + up * up + turning * turning;
    double height = -0.5 * Math.cos(first) - Math.cos(first) - 0.5 * Math.cos(both);
    return (inner + outer) / 2 + 9.8 * height;
  }

  private static float[] state(double first, double second, double v1, double v2) {
    return new float[] {
      (float) Math.cos(first),
      (float) Math.sin(first),
      (float) Math.cos(second),
      (float) Math.sin(second),
      (float) v1,
      (float) v2
    };
  }
}
