package dev.foresight.env.mujoco;

import java.util.Arrays;
import java.util.Random;

/** What several environments do alike. */
final class Planar {
  private Planar() {}

  /** Sees all positions, then all velocities. */
  static void all(double[] before, MujocoData now, float[] to, int at) {
    int next = at;
    for (int i = 0; i < now.positions().limit(); i++) {
      to[next++] = (float) now.positions().get(i);
    }
    for (int i = 0; i < now.velocities().limit(); i++) {
      to[next++] = (float) now.velocities().get(i);
    }
  }

  /** Learns the change of every element. */
  static boolean[] allChanges(int size) {
    boolean[] delta = new boolean[size];
    Arrays.fill(delta, true);
    return delta;
  }

  /** Adds normal noise. */
  static void jitter(Random random, double[] values, double std) {
    for (int i = 0; i < values.length; i++) {
      values[i] += std * random.nextGaussian();
    }
  }
}
