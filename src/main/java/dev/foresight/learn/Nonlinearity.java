package dev.foresight.learn;

import dev.foresight.Activation;
import dev.foresight.compute.RowMath;
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
        RowMath.tanh(1, x, slope, 0, slope.length);
        for (int j = 0; j < y.length; j++) {
          y[j] = slope[j];
        }
        for (int j = 0; j < slope.length; j++) {
          slope[j] = 1 - slope[j] * slope[j];
        }
      }
      case SIGMOID -> {
        RowMath.sigmoid(x, slope, 0, slope.length);
        for (int j = 0; j < y.length; j++) {
          y[j] = slope[j];
        }
        for (int j = 0; j < slope.length; j++) {
          slope[j] = slope[j] * (1 - slope[j]);
        }
      }
      case SILU -> {
        RowMath.sigmoid(x, slope, 0, slope.length);
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
}
