package dev.foresight;

import java.time.Duration;

/** Whether a planning call has time for some more plans, judged by what was planned before. */
final class Timing {
  private static final long FOREVER = Long.MAX_VALUE;

  private double nanosPerPlan;
  private long start;
  private long budget;
  private long roundStart;

  /** A call without a deadline begins. */
  void begin() {
    begin(FOREVER);
  }

  /** A call begins that is to be done by then. */
  void begin(Duration deadline) {
    begin(nanos(deadline));
  }

  private void begin(long nanos) {
    start = System.nanoTime();
    budget = nanos;
  }

  private static long nanos(Duration deadline) {
    try {
      return deadline.toNanos();
    } catch (ArithmeticException e) {
      return deadline.isNegative() ? 0 : FOREVER;
    }
  }

  /** Whether the call has a deadline. */
  boolean bounded() {
    return budget != FOREVER;
  }

  boolean fits(int plans) {
    return budget == FOREVER
        || budget > 0 && System.nanoTime() - start + nanosPerPlan * plans <= budget;
  }

  /** A round begins. */
  void roundBegins() {
    roundStart = System.nanoTime();
  }

  /** A round of a call with a deadline, which was waited for, is done. */
  void roundEnds(int plans) {
    nanosPerPlan = (System.nanoTime() - roundStart) / (double) plans;
  }

  /** The call is done; {@code planned} plans of so many rounds were rolled out. */
  void end(int rounds, int planned) {
    if (budget == FOREVER) {
      nanosPerPlan = (System.nanoTime() - start) / (double) planned;
    } else if (rounds == 0) {
      nanosPerPlan /= 2;
    }
  }
}
