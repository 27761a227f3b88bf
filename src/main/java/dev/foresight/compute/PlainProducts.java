package dev.foresight.compute;

import java.util.Arrays;

/**
 * {@link Products} in plain Java.
 *
 * <p>Implementation: every index of the inner loops is {@code j}, with no offset, so that the JIT
 * compiler sees no aliasing and uses vector instructions; four rows are added at a time to load and
 * store y once for eight operations.
 */
final class PlainProducts implements Products {
  private float[][] transposed = new float[0][];

  @Override
  public void forward(float[][] x, float[][] w, float[][] y, int rows) {
    int inputs = w.length - 1;
    for (int r = 0; r < rows; r++) {
      System.arraycopy(w[inputs], 0, y[r], 0, y[r].length);
    }
    addProduct(x, inputs, w, y, rows);
  }

  @Override
  public void backward(float[][] d, float[][] w, float[][] dx, int rows) {
    int inputs = w.length - 1;
    int outputs = w[0].length;
    if (transposed.length != outputs || transposed[0].length != inputs) {
      transposed = new float[outputs][inputs];
    }
    transpose(w, inputs, transposed);
    for (int r = 0; r < rows; r++) {
      Arrays.fill(dx[r], 0);
    }
    addProduct(d, outputs, transposed, dx, rows);
  }

  @Override
  public void gradient(float[][] x, float[][] d, float decay, float[][] w, float[][] g, int rows) {
    int inputs = w.length - 1;
    for (int k = 0; k < inputs; k++) {
      Arrays.fill(g[k], 0);
      if (decay > 0) {
        add(g[k], decay, w[k]);
      }
      addTransposedProduct(x, k, d, g[k], rows);
    }
    addRows(d, g[inputs], rows);
  }

  /** {@code sum = sum over r below rows of d[r]}. */
  static void addRows(float[][] d, float[] sum, int rows) {
    Arrays.fill(sum, 0);
    for (int r = 0; r < rows; r++) {
      add(sum, 1, d[r]);
    }
  }

  /** {@code y[r] += sum over k < inner of x[r][k] w[k]} for each row r. */
  private static void addProduct(float[][] x, int inner, float[][] w, float[][] y, int rows) {
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

  private static void addTransposedProduct(float[][] x, int k, float[][] d, float[] g, int rows) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      RowMath.add(
          g, x[r][k], d[r], x[r + 1][k], d[r + 1], x[r + 2][k], d[r + 2], x[r + 3][k], d[r + 3]);
    }
    for (; r < rows; r++) {
      add(g, x[r][k], d[r]);
    }
  }

  /** {@code y += a w}. */
  private static void add(float[] y, float a, float[] w) {
    for (int j = 0; j < y.length; j++) {
      y[j] += a * w[j];
    }
  }

  /** {@code to[j][k] = from[k][j]} for k below {@code inputs} and every j. */
  private static void transpose(float[][] from, int inputs, float[][] to) {
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
