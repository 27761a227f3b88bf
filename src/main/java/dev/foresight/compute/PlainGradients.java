package dev.foresight.compute;

import java.util.Arrays;

/**
 * {@link Gradients} in plain Java.
 *
 * <p>Implementation: rows are copied into arrays of their own, so that every index of the inner loops is
 * {@code j}, with no offset: the JIT compiler then sees no aliasing and uses vector instructions. Four
 * rows are added at a time to load and store y once for eight operations.
 */
final class PlainGradients implements Gradients {
  private final int inputs;
  private final int outputs;
  private final float[][] four;
  private final float[][] transposed;
  private final float[] row;
  private final float[] gradient;
  private float[][] wide = new float[0][];
  private float[][] narrow = new float[0][];

  PlainGradients(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    four = new float[4][outputs];
    transposed = new float[outputs][inputs];
    row = new float[outputs];
    gradient = new float[(inputs + 1) * outputs];
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void forward(float[] x, float[] w, float[] y, int rows) {
    wide = atLeast(wide, rows, outputs);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(w, inputs * outputs, wide[r], 0, outputs);
    }
    for (int k = 0; k < inputs; k += 4) {
      int count = Math.min(4, inputs - k);
      split(w, k * outputs, four, count);
      addProduct(x, inputs, k, four, 0, count, wide, rows);
    }
    join(wide, y, rows);
  }

  @Override
  public void backward(float[] d, float[] w, float[] dx, int rows) {
    for (int k = 0; k < inputs; k++) {
      for (int j = 0; j < outputs; j++) {
        transposed[j][k] = w[k * outputs + j];
      }
    }
    narrow = atLeast(narrow, rows, inputs);
    for (int r = 0; r < rows; r++) {
      Arrays.fill(narrow[r], 0);
    }
    for (int j = 0; j < outputs; j += 4) {
      addProduct(d, outputs, j, transposed, j, Math.min(4, outputs - j), narrow, rows);
    }
    join(narrow, dx, rows);
  }

  private static float[][] atLeast(float[][] there, int rows, int width) {
    return there.length < rows ? new float[rows][width] : there;
  }

  private static void split(float[] from, int at, float[][] rows, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(from, at + r * rows[r].length, rows[r], 0, rows[r].length);
    }
  }

  private static void join(float[][] rows, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(rows[r], 0, to, r * rows[r].length, rows[r].length);
    }
  }

  /** {@code y[r] += sum over i below count, at most 4, of x[r][k + i] w[first + i]} for each row r. */
  private static void addProduct(
      float[] x, int width, int k, float[][] w, int first, int count, float[][] y, int rows) {
    for (int r = 0; r < rows; r++) {
      int at = r * width + k;
      if (count == 4) {
        RowMath.add(
            y[r],
            x[at],
            w[first],
            x[at + 1],
            w[first + 1],
            x[at + 2],
            w[first + 2],
            x[at + 3],
            w[first + 3]);
      } else {
        for (int i = 0; i < count; i++) {
          add(y[r], x[at + i], w[first + i]);
        }
      }
    }
  }

  /** {@code y += a w}. */
  private static void add(float[] y, float a, float[] w) {
    for (int j = 0; j < y.length; j++) {
      y[j] += a * w[j];
    }
  }

  @Override
  public void descend(
      float[] x, float[] d, Step step, float[] w, float[] m1, float[] m2, int rows) {
    gradient(x, d, step.decay(), w, gradient, rows);
    RowMath.adam(w, gradient, m1, m2, step.rate(), step.epsilon());
  }

  private void gradient(float[] x, float[] d, float decay, float[] w, float[] g, int rows) {
    wide = atLeast(wide, rows, outputs);
    split(d, 0, wide, rows);
    for (int k = 0; k < inputs; k++) {
      for (int j = 0; j < outputs; j++) {
        row[j] = decay * w[k * outputs + j];
      }
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        int at = r * inputs + k;
        RowMath.add(
            row,
            x[at],
            wide[r],
            x[at + inputs],
            wide[r + 1],
            x[at + 2 * inputs],
            wide[r + 2],
            x[at + 3 * inputs],
            wide[r + 3]);
      }
      for (; r < rows; r++) {
        add(row, x[r * inputs + k], wide[r]);
      }
      System.arraycopy(row, 0, g, k * outputs, outputs);
    }
    Arrays.fill(row, 0);
    for (int r = 0; r < rows; r++) {
      add(row, 1, wide[r]);
    }
    System.arraycopy(row, 0, g, inputs * outputs, outputs);
  }
}
