package dev.foresight.compute;

/**
 * Functions in plain Java that the JIT compiler turns into vector instructions: no branch, no
 * integer, one index. Input and output may be the same array.
 */
public final class RowMath {
  private RowMath() {}

  /** {@code y += a0 w0 + a1 w1 + a2 w2 + a3 w3}: y is loaded and stored once for eight operations. */
  public static void add(
      float[] y,
      float a0,
      float[] w0,
      float a1,
      float[] w1,
      float a2,
      float[] w2,
      float a3,
      float[] w3) {
    for (int j = 0; j < y.length; j++) {
      y[j] += a0 * w0[j] + a1 * w1[j] + a2 * w2[j] + a3 * w3[j];
    }
  }

  /**
   * {@code y = tanh(scale x)} from {@code from} up to {@code to}, within 1e-6.
   *
   * <p>Implementation: Lambert's continued fraction {@code x / (1 + x^2 / (3 + x^2 / (5 + ...)))} of
   * 12 terms as one ratio of polynomials in {@code x^2}. Beyond 8.3, tanh is 1 to within 1.3e-7.
   */
  public static void tanh(float scale, float[] x, float[] y, int from, int to) {
    for (int j = from; j < to; j++) {
      float c = Math.max(-8.3f, Math.min(8.3f, scale * x[j]));
      float t = c * c;
      float p = 45831035250f + t * (1571349780f + t * (18378360f + t * (75075f + t * 78f)));
      float q = 192972780f + t * (1351350f + t * (3003f + t));
      q = 316234143225f + t * (151242416325f + t * (9820936125f + t * q));
      y[j] = c * (316234143225f + t * p) / q;
    }
  }

  /** {@code y = 1 / (1 + exp(-x)) = 1/2 + tanh(x / 2) / 2} from {@code from} up to {@code to}. */
  public static void sigmoid(float[] x, float[] y, int from, int to) {
    tanh(0.5f, x, y, from, to);
    for (int j = from; j < to; j++) {
      y[j] = 0.5f + 0.5f * y[j];
    }
  }

  /** A step of Adam along a gradient, as {@link Gradients#descend} takes it. */
  static void adam(float[] w, float[] g, float[] m1, float[] m2, float rate, float epsilon) {
    for (int j = 0; j < w.length; j++) {
      float first = 0.9f * m1[j] + (1 - 0.9f) * g[j];
      float second = 0.999f * m2[j] + (1 - 0.999f) * g[j] * g[j];
      m1[j] = first;
      m2[j] = second;
      w[j] -= rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }

  /** See {@link Kernels#sum}. Four sums side by side: one would wait for each of its additions. */
  static double sum(float[] weights, float[] x, int from, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < count; i += 4) {
      a += product(weights[i], x[from + i]);
      b += product(weights[i + 1], x[from + i + 1]);
      c += product(weights[i + 2], x[from + i + 2]);
      d += product(weights[i + 3], x[from + i + 3]);
    }
    return a + b + (c + d);
  }

  /** See {@link Kernels#squares}. */
  static double squares(float[] weights, float[] x, int from, float mean, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < count; i += 4) {
      a += square(weights[i], x[from + i] - mean);
      b += square(weights[i + 1], x[from + i + 1] - mean);
      c += square(weights[i + 2], x[from + i + 2] - mean);
      d += square(weights[i + 3], x[from + i + 3] - mean);
    }
    return a + b + (c + d);
  }

  private static double product(float weight, double x) {
    return weight == 0 ? 0 : weight * x;
  }

  private static double square(float weight, double distance) {
    return weight == 0 ? 0 : weight * distance * distance;
  }
}
