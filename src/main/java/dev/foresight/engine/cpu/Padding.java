package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;

/** Lengths that the kernels take. */
final class Padding {
  private Padding() {}

  /** {@code n} rounded up to a multiple of {@code Kernels.ROWS}. */
  static int toRows(int n) {
    return (n + Kernels.ROWS - 1) / Kernels.ROWS * Kernels.ROWS;
  }
}
