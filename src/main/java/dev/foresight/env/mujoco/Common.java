package dev.foresight.env.mujoco;

import dev.foresight.Expr;
import java.util.Arrays;
import java.util.Random;

/** What several environments do alike. */
final class Common {
  private Common() {}

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

  /** Adds uniform noise to some of them. */
  static void uniform(Random random, double[] values, int from, int to, double most) {
    for (int i = from; i < to; i++) {
      values[i] += most * (2 * random.nextDouble() - 1);
    }
  }

  /** The sum of the squared actions. */
  static Expr squares(int actions) {
    Expr sum = Expr.action(0).squared();
    for (int i = 1; i < actions; i++) {
      sum = sum.plus(Expr.action(i).squared());
    }
    return sum;
  }
}
