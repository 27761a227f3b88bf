package dev.foresight.compute;

/**
 * Philox4x32-10: a random number generator without state (Salmon, Moraes, Dror and Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", 2011).
 */
public final class Philox {
  static final long M0 = 0xD2511F53L;
  static final long M1 = 0xCD9E8D57L;
  static final int W0 = 0x9E3779B9;
  static final int W1 = 0xBB67AE85;
  static final long LOW = 0xFFFFFFFFL;
  static final int ROUNDS = 10;

  private Philox() {}

  /** Writes the four words of the counter (c0, c1, c2, c3) under the key (k0, k1). */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * (c0 & LOW);
      long p1 = M1 * (c2 & LOW);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }

  /** A word as a number within (0, 1), on a grid of 2^-24. */
  public static float uniform(int word) {
    return ((word >>> 8) + 0.5f) * 0x1p-24f;
  }
}
