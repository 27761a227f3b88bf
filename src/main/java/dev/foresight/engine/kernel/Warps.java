package dev.foresight.engine.kernel;

import dev.foresight.Precision;

/**
 * How a work-group of the rollout on tensor cores shares out a tile: its bands of {@value #BAND} plans over some
 * warps, and each layer's pairs of eight outputs over some.
 *
 * @param precision of the products; not {@link Precision#FP32}
 * @param rows warps side by side over plans; divides the bands
 * @param columns warps side by side over outputs
 * @param together groups that share a multiprocessor: while one has its activations, another has products
 * @param groupBytes group memory for a tile: what is left keeps weights
 */
record Warps(Precision precision, int rows, int columns, int together, long groupBytes) {
  /** Plans that a tensor core takes at a time. */
  static final int BAND = 16;

  /** Outputs that a warp takes at a time. */
  static final int PAIR = 16;

  /** Bytes that CUDA takes for itself beside each group's. */
  private static final long RESERVED = 1024;

  /** Lanes of a warp. */
  static final int LANES = 32;

  int items() {
    return LANES * rows * columns;
  }

  /** Rounded numbers that a factor is kept as. */
  int terms() {
    return switch (precision) {
      case FP32 -> throw new IllegalStateException("tensor cores do not multiply in FP32");
      case BF16X6 -> 3;
      case BF16X3 -> 2;
      case TF32, BF16 -> 1;
    };
  }

  /** Products for one of exact numbers. */
  int products() {
    return terms() * (terms() + 1) / 2;
  }

  boolean tf32() {
    return precision == Precision.TF32;
  }

  /** Factors that a pair of outputs makes for the next layer. */
  int factors() {
    return tf32() ? 2 : 1;
  }

  /** With all the group memory that a device has for so many groups. */
  static Warps of(Precision precision, int rows, int columns, int together, Gpu.Limits limits) {
    long bytes = (limits.tensorBytes() + RESERVED) / together - RESERVED;
    return new Warps(precision, rows, columns, together, bytes);
  }

  /** So many pairs of a layer, at most, are a warp's own. */
  int share(int pairs) {
    return (pairs + columns - 1) / columns;
  }

  /** Pairs, or groups of as many inputs, that a number of outputs makes. */
  static int pairs(int outputs) {
    return (outputs + PAIR - 1) / PAIR;
  }

  void define(Constants constants) {
    constants.flag("TF32", tf32());
    constants.define("TERMS", terms());
    constants.define("TOGETHER", together);
    constants.define("ROW_WARPS", rows);
    constants.define("COLUMN_WARPS", columns);
  }
}
