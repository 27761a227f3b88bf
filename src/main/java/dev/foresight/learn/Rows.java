package dev.foresight.learn;

import java.util.Arrays;

/** Arrays that are rows of data. */
final class Rows {
  private Rows() {}

  /** One after the other. */
  static float[] joined(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
