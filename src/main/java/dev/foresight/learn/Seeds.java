package dev.foresight.learn;

import java.util.SplittableRandom;

/** Randomness by number, so that a run that goes on draws what it would have drawn. */
final class Seeds {
  /** Odd, and not what {@link SplittableRandom} steps by, or streams would be one another's rest. */
  private static final long STEP = 0xD1342543DE82EF95L;

  private Seeds() {}

  /** The stream of a number, such as that of a trial. */
  static SplittableRandom stream(long seed, long number) {
    return new SplittableRandom(new SplittableRandom(seed + STEP * (number + 1)).nextLong());
  }
}
