package dev.foresight.engine;

import dev.foresight.Ensemble;
import dev.foresight.Propagation;

/** {@link Randomness} by its definition, in double precision: the proof's own generator. */
record OracleNoise(long seed) {

  /** Philox4x32-10 (Salmon et al. 2011): ten rounds of two multiplications. */
  static int[] philox(int[] counter, int[] key) {
    long[] c = new long[4];
    for (int i = 0; i < 4; i++) {
      c[i] = Integer.toUnsignedLong(counter[i]);
    }
    int k0 = key[0];
    int k1 = key[1];
    for (int round = 0; round < 10; round++) {
      long even = c[0] * 0xD2511F53L;
      long odd = c[2] * 0xCD9E8D57L;
      c = new long[] {
        (odd >>> 32) ^ c[1] ^ Integer.toUnsignedLong(k0),
        odd & 0xFFFFFFFFL,
        (even >>> 32) ^ c[3] ^ Integer.toUnsignedLong(k1),
        even & 0xFFFFFFFFL
      };
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    return new int[] {(int) c[0], (int) c[1], (int) c[2], (int) c[3]};
  }

  int word(int problem, int call, int stream, int element) {
    int[] counter = {element / 4, call, stream, (int) (seed >>> 32)};
    return philox(counter, new int[] {(int) seed, problem})[element % 4];
  }

  double normal(int problem, int call, int stream, int element) {
    double u0 = uniform(word(problem, call, stream, element / 2 * 2));
    double u1 = uniform(word(problem, call, stream, element / 2 * 2 + 1));
    double r = Math.sqrt(-2 * Math.log(u0));
    double angle = 2 * Math.PI * u1;
    return element % 2 == 0 ? r * Math.cos(angle) : r * Math.sin(angle);
  }

  int member(EngineSpec spec, int problem, int call, int particle, int step, int members) {
    int horizon = spec.config().horizon();
    boolean kept = spec.config().propagation() == Propagation.TS_INFINITY;
    int word = word(problem, call, Randomness.MEMBERS, kept ? 0 : particle * horizon + step);
    int drawn = (int) (Integer.toUnsignedLong(word) * members >>> 32);
    return kept ? (particle + drawn) % members : drawn;
  }

  /** The member that a problem keeps for an episode. */
  int episodeMember(EngineSpec spec, int problem, int episode) {
    int members = spec.model().dynamics() instanceof Ensemble ensemble
        ? ensemble.members().size()
        : 1;
    long word = Integer.toUnsignedLong(word(problem, 0, 3 << 16, episode));
    return (int) (word * members >>> 32);
  }

  private static double uniform(int word) {
    return ((word >>> 8) + 0.5) / (1 << 24);
  }

  /** A normal value squeezed into [-2, 2] so that it is distributed as if it had been cut there. */
  static double truncated(double z) {
    return quantile(below(-2) + below(z) * (below(2) - below(-2)));
  }

  /** The normal distribution function, by the series of Marsaglia (2004). */
  static double below(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; sum != sum + term; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The inverse of {@link #below}, by Newton's method from the middle, where it cannot overshoot. */
  static double quantile(double p) {
    double x = 0;
    for (int i = 0; i < 50; i++) {
      x -= (below(x) - p) * Math.exp(x * x / 2) * Math.sqrt(2 * Math.PI);
    }
    return x;
  }
}
