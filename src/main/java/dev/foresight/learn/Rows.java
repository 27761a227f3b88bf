package dev.foresight.learn;

import dev.foresight.compute.RowMath;
import java.util.Arrays;

/**
 * Matrix products over rows that are arrays of their own.
 *
 * <p>Implementation: every index of the inner loops is {@code j}, with no offset, so that the JIT
 * compiler sees no aliasing and uses vector instructions; four rows are added at a time to load and
 * store y once for eight operations.
 */
final class Rows {
  private Rows() {}

  /** {@code y[r] += sum over k < inner of x[r][k] w[k]} for each row r. */
  static void addProduct(float[][] x, int inner, float[][] w, float[][] y, int rows) {
    int k = 0;
    for (; k + 4 <= inner; k += 4) {
      for (int r = 0; r < rows; r++) {
        float[] a = x[r];
        RowMath.add(y[r], a[k], w[k], a[k + 1], w[k + 1], a[k + 2], w[k + 2], a[k + 3], w[k + 3]);
      }
    }
    for (; k < inner; k++) {
      for (int r = 0; r < rows; r++) {
        add(y[r], x[r][k], w[k]);
      }
    }
  }

  /** {@code g[k] += sum over r < rows of x[r][k] d[r]} for each k below {@code outer}. */
  static void addTransposedProduct(float[][] x, int outer, float[][] d, float[][] g, int rows) {
    for (int k = 0; k < outer; k++) {
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        RowMath.add(
            g[k],
            x[r][k],
            d[r],
            x[r + 1][k],
            d[r + 1],
            x[r + 2][k],
            d[r + 2],
            x[r + 3][k],
            d[r + 3]);
      }
      for (; r < rows; r++) {
        add(g[k], x[r][k], d[r]);
      }
    }
  }

  /** One after the other. */
  static float[] joined(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** {@code y += a w}. */
  static void add(float[] y, float a, float[] w) {
    for (int j = 0; j < y.length; j++) {
      y[j] += a * w[j];
    }
  }

  /** {@code to[j][k] = from[k][j]} for k below {@code inputs} and every j. */
  static void transpose(float[][] from, int inputs, float[][] to) {
    int k = 0;
    for (; k + 4 <= inputs; k += 4) {
      float[] f0 = from[k];
      float[] f1 = from[k + 1];
      float[] f2 = from[k + 2];
      float[] f3 = from[k + 3];
      for (int j = 0; j < to.length; j++) {
        float[] row = to[j];
        row[k] = f0[j];
        row[k + 1] = f1[j];
        row[k + 2] = f2[j];
        row[k + 3] = f3[j];
      }
    }
    for (; k < inputs; k++) {
      for (int j = 0; j < to.length; j++) {
        to[j][k] = from[k][j];
      }
    }
  }
}
