package dev.foresight.learn;

import dev.foresight.Activation;
import java.util.Arrays;

/** Activations over a row, with their derivatives. */
final class Nonlinearity {
  private Nonlinearity() {}

  /**
   * {@code y = f(x), slope = f'(x)}, element by element. x and y may be the same array.
   *
   * @param slope another array than the two
   */
  static void apply(Activation f, float[] x, float[] y, float[] slope) {
    switch (f) {
      case IDENTITY -> {
        System.arraycopy(x, 0, y, 0, y.length);
        Arrays.fill(slope, 1);
      }
      case RELU -> rectify(x, y, slope, 0);
      case LEAKY_RELU -> rectify(x, y, slope, 0.01f);
      case TANH -> {
        tanh(x, slope, 1);
        for (int j = 0; j < y.length; j++) {
          y[j] = slope[j];
        }
        for (int j = 0; j < slope.length; j++) {
          slope[j] = 1 - slope[j] * slope[j];
        }
      }
      case SIGMOID -> {
        sigmoid(x, slope);
        for (int j = 0; j < y.length; j++) {
          y[j] = slope[j];
        }
        for (int j = 0; j < slope.length; j++) {
          slope[j] = slope[j] * (1 - slope[j]);
        }
      }
      case SILU -> {
        sigmoid(x, slope);
        for (int j = 0; j < y.length; j++) {
          y[j] = x[j] * slope[j];
        }
        for (int j = 0; j < slope.length; j++) {
          slope[j] = slope[j] + y[j] * (1 - slope[j]);
        }
      }
    }
  }

  private static void rectify(float[] x, float[] y, float[] slope, float below) {
    for (int j = 0; j < slope.length; j++) {
      slope[j] = x[j] > 0 ? 1 : below;
    }
    for (int j = 0; j < y.length; j++) {
      y[j] = x[j] * slope[j];
    }
  }

  /** {@code 1 / (1 + exp(-x)) = 1/2 + tanh(x / 2) / 2}. */
  private static void sigmoid(float[] x, float[] y) {
    tanh(x, y, 0.5f);
    for (int j = 0; j < y.length; j++) {
      y[j] = 0.5f + 0.5f * y[j];
    }
  }

  /**
   * {@code y = tanh(scale x)}, within 1e-6.
   *
   * <p>Implementation: Lambert's continued fraction {@code x / (1 + x^2 / (3 + x^2 / (5 + ...)))} of
   * 12 terms as one ratio of polynomials in {@code x^2}: no branch, no integers, so it becomes vector
   * instructions. Beyond 8.3, tanh is 1 to within 1.3e-7.
   */
  private static void tanh(float[] x, float[] y, float scale) {
    for (int j = 0; j < y.length; j++) {
      float c = Math.max(-8.3f, Math.min(8.3f, scale * x[j]));
      float t = c * c;
      float p = 45831035250f + t * (1571349780f + t * (18378360f + t * (75075f + t * 78f)));
      float q = 192972780f + t * (1351350f + t * (3003f + t));
      q = 316234143225f + t * (151242416325f + t * (9820936125f + t * q));
      y[j] = c * (316234143225f + t * p) / q;
    }
  }
}
