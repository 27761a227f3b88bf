package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReacherTest {
  private static final String NAME = "reacher";

  @Test
  void rewardIsMinusDistanceAndEffort() {
    float[] next = {1, 0, 1, 0, 5, 5, 9, 9, 0.3f, -0.4f};
    assertThat(Motion.reward(NAME, next, new float[] {1, -2}, next))
        .isCloseTo(-(0.5f + 0.05f), within(1e-6f));
  }

  @Test
  void withoutTorqueItStaysWhereItIs() {
    float[] rest = state(0.4, 1.1, 0, 0);
    assertThat(Motion.states(NAME, rest, 50, 0, 0)[50]).containsExactly(rest, within(1e-5f));
  }

  @Test
  void theTargetStaysAndTheFingerIsSeenFromIt() {
    Environment env = Environments.named(NAME);
    for (int seed = 0; seed < 20; seed++) {
      float[] first = env.reset(seed);
      assertThat(Math.hypot(first[6], first[7])).isBetween(0.2, 0.6);
      assertFinger(first);
      for (int t = 0; t < 10; t++) {
        float[] seen = env.step(new float[] {1, -0.5f}).observation();
        assertThat(seen[6]).isEqualTo(first[6]);
        assertThat(seen[7]).isEqualTo(first[7]);
        assertFinger(seen);
      }
    }
  }

  private static void assertFinger(float[] seen) {
    double elbow = Math.atan2(seen[1], seen[0]);
    double wrist = elbow + Math.atan2(seen[3], seen[2]);
    double x = 0.30 * Math.cos(elbow) + 0.33 * Math.cos(wrist);
    double y = 0.30 * Math.sin(elbow) + 0.33 * Math.sin(wrist);
    assertThat(seen[8]).isCloseTo((float) (x - seen[6]), within(1e-5f));
    assertThat(seen[9]).isCloseTo((float) (y - seen[7]), within(1e-5f));
  }

  @Test
  void energyIsWhatTheTorquesGaveAndFrictionTook() {
    for (float torque : new float[] {0, 0.2f}) {
      float[][] states = Motion.states(NAME, state(0, 1, 2, -5), 30, torque, -torque);
      double expected = energy(states[0]);
      for (int t = 1; t < states.length; t++) {
        float[] before = states[t - 1];
        float[] after = states[t];
        expected += torque * Motion.turned(before, after, 0);
        expected -= torque * Motion.turned(before, after, 2);
        expected -= (friction(before) + friction(after)) / 2 * Reacher.DT;
        assertThat(energy(after)).isCloseTo(expected, within(0.02));
      }
    }
  }

  private static double friction(float[] state) {
    return 0.05 * (state[4] * state[4] + state[5] * state[5] + state[4] * state[5]);
  }

  /** From the motion of both centres and the links' turning about their joints, in J. */
  private static double energy(float[] state) {
    double elbow = Math.atan2(state[3], state[2]);
    double turning = state[4] + state[5];
    double upper = 0.025 * state[4] * state[4];
    // The elbow's own motion, along the forearm and across it.
    double across = 0.30 * state[4] * Math.cos(elbow);
    double along = 0.30 * state[4] * Math.sin(elbow);
    // The forearm turns about the elbow with 0.045 kg m^2, its centre 0.16 m away.
    double forearm =
        across * across + along * along + 2 * across * 0.16 * turning + 0.045 * turning * turning;
    return (upper + forearm) / 2;
  }

  private static float[] state(double shoulder, double elbow, double v1, double v2) {
    double both = shoulder + elbow;
    return new float[] {
      (float) Math.cos(shoulder),
      (float) Math.sin(shoulder),
      (float) Math.cos(elbow),
      (float) Math.sin(elbow),
      (float) v1,
      (float) v2,
      0.1f,
      0.2f,
      (float) (0.30 * Math.cos(shoulder) + 0.33 * Math.cos(both) - 0.1),
      (float) (0.30 * Math.sin(shoulder) + 0.33 * Math.sin(both) - 0.2)
    };
  }
}
