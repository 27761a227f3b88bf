package dev.foresight.compute;

/**
 * Finite numbers as tensor cores and processors with products of bfloat16 take them, rounded as these round: {@code
 * cvt.rn.bf16x2}, {@code cvt.rna.tf32}, {@code vcvtneps2bf16}.
 */
public final class Rounded {
  private Rounded() {}

  /** The sixteen bits of the nearest bfloat16 (term 0), or of that of what the terms before leave. */
  public static int bfloat16(float x, int term) {
    int nearest = bfloat16(x);
    return term == 0 ? nearest : bfloat16(x - Float.intBitsToFloat(nearest << 16), term - 1);
  }

  /** Ties to even. */
  private static int bfloat16(float x) {
    int bits = Float.floatToRawIntBits(x);
    return (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
  }

  /** The nearest number of eleven bits, ties away from zero. */
  public static int tf32(float x) {
    return Float.floatToRawIntBits(x) + 0x1000 & ~0x1fff;
  }
}
