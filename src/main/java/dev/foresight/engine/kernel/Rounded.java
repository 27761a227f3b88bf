package dev.foresight.engine.kernel;

/** Numbers as tensor cores take them, rounded as the device rounds: {@code cvt.rn.bf16x2}, {@code cvt.rna.tf32}. */
final class Rounded {
  private Rounded() {}

  /** The sixteen bits of the nearest bfloat16 (term 0), or of that of what the terms before leave. */
  static int bfloat16(float x, int term) {
    int nearest = bfloat16(x);
    return term == 0 ? nearest : bfloat16(x - Float.intBitsToFloat(nearest << 16), term - 1);
  }

  /** Ties to even. */
  private static int bfloat16(float x) {
    int bits = Float.floatToRawIntBits(x);
    return (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
  }

  /** The nearest number of eleven bits, ties away from zero. */
  static int tf32(float x) {
    return Float.floatToRawIntBits(x) + 0x1000 & ~0x1fff;
  }
}
