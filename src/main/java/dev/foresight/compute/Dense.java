package dev.foresight.compute;

import dev.foresight.Activation;

/**
 * A layer as one version of {@link Kernels} wants it. Immutable, so workers share it.
 *
 * @param inputs width of the input
 * @param outputs width of the output
 * @param activation after the sum
 * @param bias length {@code outputs}, padded with zeros to a multiple of 4
 * @param tiles {@code [outputs / 4][inputs][4]}, padded with zeros; empty in plain Java
 * @param columns {@code [inputs rounded up to a multiple of 4][outputs]}; empty with vectors
 */
public record Dense(
    int inputs,
    int outputs,
    Activation activation,
    float[] bias,
    float[] tiles,
    float[][] columns) {

  /** {@code n} rounded up to a multiple of 4. */
  public static int padded(int n) {
    return (n + 3) & ~3;
  }
}
