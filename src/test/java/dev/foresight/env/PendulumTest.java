package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PendulumTest {
  private static final String NAME = "pendulum";

  @Test
  void oneStepIsGymnasiums() {
    // new velocity = 0.5 + (15 sin 1 + 3 * 1.5) * 0.05, new angle = 1 + 0.05 * new velocity
    double velocity = 0.5 + (15 * Math.sin(1) + 4.5) * 0.05;
    float[] next = Motion.next(NAME, state(1, 0.5), 1.5f);
    assertThat(next).containsExactly(state(1 + 0.05 * velocity, velocity), within(1e-6f));
  }

  @Test
  void speedIsLimited() {
    assertThat(Motion.next(NAME, state(Math.PI / 2, 7.9), 2)[2]).isEqualTo(8);
    assertThat(Motion.next(NAME, state(-Math.PI / 2, -7.9), -2)[2]).isEqualTo(-8);
  }

  @Test
  void rewardIsMinusTheSquaresBeforeTheStep() {
    float[] anywhere = {0, 0, 0};
    assertThat(Motion.reward(NAME, state(0.5, 1), new float[] {1}, anywhere))
        .isCloseTo(-(0.25f + 0.1f + 0.001f), within(1e-6f));
    assertThat(Motion.reward(NAME, state(Math.PI, 0), new float[] {0}, anywhere))
        .isCloseTo((float) -(Math.PI * Math.PI), within(1e-5f));
  }

  @Test
  void standsAndHangsStill() {
    for (double angle : new double[] {0, Math.PI}) {
      float[][] states = Motion.states(NAME, state(angle, 0), 20, 0);
      assertThat(states[20]).containsExactly(state(angle, 0), within(1e-4f));
    }
  }

  @Test
  void swingsAtTheRodsFrequency() {
    float[][] states = Motion.states(NAME, state(Math.PI - 0.05, 0), 400, 0);
    assertThat(Motion.frequency(states, 1, Pendulum.DT))
        .isCloseTo(Math.sqrt(1.5 * 10), Percentage.withPercentage(1));
  }

  @Test
  void energyStaysWithinTheMethodsWobble() {
    float[][] states = Motion.states(NAME, state(Math.PI - 1, 0), 200, 0);
    for (float[] state : states) {
      // Semi-implicit Euler: the energy oscillates, by dt * frequency / 2 = 10 % of its swing, and
      // does not drift.
      assertThat(energy(state)).isCloseTo(energy(states[0]), within(0.15 * 5 * (1 - Math.cos(1))));
    }
  }

  @Test
  void everyAngleAndSpeedIsAStart() {
    Environment env = Environments.named(NAME);
    double[] quadrants = new double[4];
    for (int seed = 0; seed < 400; seed++) {
      float[] first = env.reset(seed);
      quadrants[(first[0] < 0 ? 2 : 0) + (first[1] < 0 ? 1 : 0)]++;
      assertThat(first[2]).isBetween(-1f, 1f);
    }
    // 100 expected, standard deviation 9
    assertThat(quadrants).containsExactly(new double[] {100, 100, 100, 100}, within(40.0));
  }

  private static double energy(float[] state) {
    double inertia = 1.0 / 3;
    return inertia * state[2] * state[2] / 2 + 10 * 0.5 * state[0];
  }

  private static float[] state(double angle, double velocity) {
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle), (float) velocity};
  }
}
