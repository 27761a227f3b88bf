package dev.foresight.engine;

import dev.foresight.Ensemble;

/**
 * What softly bounds each element's variance: {@code least + 1 / (1 / most + exp(-y))} for a raw log-variance y. This is
 * {@link Ensemble}'s formula with the exponential taken of all of it. Both are held where they and their inverses are normal
 * floats, so that a variance is neither 0 nor infinite.
 *
 * @param least {@code exp(minLogVariance)}
 * @param inverseMost {@code exp(-maxLogVariance)}
 */
public record VarianceBounds(float[] least, float[] inverseMost) {

  public static VarianceBounds of(Ensemble ensemble) {
    return new VarianceBounds(
        exponentials(1, ensemble.minLogVariance()), exponentials(-1, ensemble.maxLogVariance()));
  }

  private static float[] exponentials(int sign, float[] logs) {
    float[] result = new float[logs.length];
    for (int i = 0; i < logs.length; i++) {
      double held = Math.max(-87, Math.min(87, sign * logs[i]));
      result[i] = (float) Math.exp(held);
    }
    return result;
  }
}
