package dev.foresight;

import java.util.Arrays;

/** How many steps ahead to plan, by how long the last plans took. */
final class Latencies {
  private static final int REMEMBERED = 16;

  private final long[] nanos = new long[REMEMBERED];
  private final long period;
  private final int most;
  private long count;

  /**
   * @param period of a step, in nanoseconds
   * @param most steps
   * @param guess how long a plan takes, until one is known
   */
  Latencies(long period, int most, long guess) {
    this.period = period;
    this.most = Math.max(1, most);
    Arrays.fill(nanos, guess);
  }

  void add(long latency) {
    if (count == 0) {
      Arrays.fill(nanos, 0);
    }
    nanos[(int) (count++ % REMEMBERED)] = latency;
  }

  /** As many steps as the slowest of the last plans needs: one at least. */
  int steps() {
    long slowest = 0;
    for (long each : nanos) {
      slowest = Math.max(slowest, each);
    }
    return (int) Math.max(1, Math.min(most, (slowest + period - 1) / period));
  }
}
