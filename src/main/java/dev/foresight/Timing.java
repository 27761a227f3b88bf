package dev.foresight;

import java.time.Duration;

/** Whether a planning call has time for some more plans, judged by what was planned before. */
final class Timing {
  private static final long FOREVER = Long.MAX_VALUE;

  private double nanosPerPlan;
  private long start;
  private long budget;
  private long roundStart;
  private int roundPlans;
  private int planned;

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
    planned = 1;
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

  /** A round of so many plans begins. */
  void roundBegins(int plans) {
    roundPlans = plans;
    planned += plans;
    roundStart = System.nanoTime();
  }

  /** A round that was waited for is done; says how long it took. */
  long roundEnds() {
    long nanos = System.nanoTime() - roundStart;
    nanosPerPlan = nanos / (double) roundPlans;
    return nanos;
  }

  /** The call is done, after so many rounds and the evaluation of the chosen plan. */
  void end(int rounds) {
    if (budget == FOREVER) {
      nanosPerPlan = (System.nanoTime() - start) / (double) planned;
    } else if (rounds == 0) {
      nanosPerPlan /= 2;
    }
  }
}
