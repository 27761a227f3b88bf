package dev.foresight.learn;

import java.util.Random;

/** Small systems to learn from. */
final class Systems {
  /** Standard deviation of each element's noise in {@link #linear}. */
  static final float[] NOISE = {0.02f, 0.3f};

  private Systems() {}

  /** The mean next state of {@link #linear}. */
  static float[] linearMean(float[] state, float[] action) {
    return new float[] {
      state[0] + 0.1f * state[1], 0.9f * state[1] - 0.2f * state[0] + 0.5f * action[0]
    };
  }

  /** Transitions of a linear system with normal noise; states up to 2, actions up to 1. */
  static ReplayBuffer linear(int rows, float noise, long seed) {
    ReplayBuffer data = new ReplayBuffer(2, 1, rows);
    Random random = new Random(seed);
    for (int r = 0; r < rows; r++) {
      float[] state = {uniform(random, 2), uniform(random, 2)};
      float[] action = {uniform(random, 1)};
      float[] next = linearMean(state, action);
      for (int i = 0; i < next.length; i++) {
        next[i] += noise * NOISE[i] * (float) random.nextGaussian();
      }
      data.add(state, action, 0, next, false);
    }
    return data;
  }

  /** Transitions of {@code s' = sin(3 s) + 0.1 noise}, with s up to {@code range}. */
  static ReplayBuffer wave(int rows, float range, long seed) {
    ReplayBuffer data = new ReplayBuffer(1, 1, rows);
    Random random = new Random(seed);
    for (int r = 0; r < rows; r++) {
      float[] state = {uniform(random, range)};
      float next = (float) (Math.sin(3 * state[0]) + 0.1 * random.nextGaussian());
      data.add(state, new float[1], 0, new float[] {next}, false);
    }
    return data;
  }

  private static float uniform(Random random, float limit) {
    return limit * (2 * random.nextFloat() - 1);
  }
}
