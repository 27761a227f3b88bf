package dev.foresight.compute;

import dev.foresight.Activation;
import java.util.Arrays;

/** Activations with their derivatives. */
final class Nonlinearity {
  private Nonlinearity() {}

  /**
   * {@code slope = f'(y)}, then {@code y = f(y)}, of the first elements.
   *
   * @param slope another array than y
   */
  static void apply(Activation f, float[] y, float[] slope, int count) {
    switch (f) {
      case IDENTITY -> Arrays.fill(slope, 0, count, 1);
      case RELU -> rectify(y, slope, count, 0);
      case LEAKY_RELU -> rectify(y, slope, count, 0.01f);
      case TANH -> {
        RowMath.tanh(1, y, slope, 0, count);
        System.arraycopy(slope, 0, y, 0, count);
        for (int j = 0; j < count; j++) {
          slope[j] = 1 - slope[j] * slope[j];
        }
      }
      case SIGMOID -> {
        RowMath.sigmoid(y, slope, 0, count);
        System.arraycopy(slope, 0, y, 0, count);
        for (int j = 0; j < count; j++) {
          slope[j] = slope[j] * (1 - slope[j]);
        }
      }
      case SILU -> {
        RowMath.sigmoid(y, slope, 0, count);
        for (int j = 0; j < count; j++) {
          y[j] = y[j] * slope[j];
        }
        for (int j = 0; j < count; j++) {
          slope[j] = slope[j] + y[j] * (1 - slope[j]);
        }
      }
    }
  }

  private static void rectify(float[] y, float[] slope, int count, float below) {
    for (int j = 0; j < count; j++) {
      slope[j] = y[j] > 0 ? 1 : below;
    }
    for (int j = 0; j < count; j++) {
      y[j] = y[j] * slope[j];
    }
  }
}
