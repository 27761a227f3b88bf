package dev.foresight;

import java.time.Duration;

/** Whether a planning call has time for some more plans, judged by what was planned before. */
final class Timing {
  private static final long FOREVER = Long.MAX_VALUE;

  /** So far away that it is never reached, and yet a deadline: every round is waited for. */
  private static final long FAR = FOREVER - 1;

  private final Estimate perPlan = new Estimate();
  private final Estimate choice = new Estimate();
  private long start;
  private long budget;
  private long roundStart;
  private int roundPlans;
  private int planned;
  private long took;
  private boolean choosing;

  /** When work under way is given up, from the start on. */
  private long limit;

  /** A call without a deadline begins. */
  void begin() {
    begin(FOREVER);
  }

  /** A call begins that is to be done by then. */
  void begin(Duration deadline) {
    begin(nanos(deadline));
  }

  /** A call begins of which the time of every part is learned, and all that was known is forgotten. */
  void beginToLearn() {
    perPlan.forget();
    choice.forget();
    begin(FAR);
  }

  private void begin(long nanos) {
    start = System.nanoTime();
    planned = 0;
    budget = nanos;
    choosing = false;
    limit = FOREVER;
  }

  private static long nanos(Duration deadline) {
    try {
      return Math.min(FAR, deadline.toNanos());
    } catch (ArithmeticException e) {
      return deadline.isNegative() ? 0 : FAR;
    }
  }

  /** Whether the call has a deadline. */
  boolean bounded() {
    return budget != FOREVER;
  }

  /** Whether a round of so many plans, and the choice after it, should be done in time. */
  boolean fits(int plans) {
    double each = perPlan.likely(0);
    return fits(each * plans + choice.likely(each));
  }

  /** Whether the chosen plan should be evaluated in time. */
  boolean fitsChoice() {
    return fits(choice.likely(perPlan.likely(0)));
  }

  private boolean fits(double nanos) {
    return budget == FOREVER || budget > 0 && System.nanoTime() - start + nanos <= budget;
  }

  /** A round of so many plans begins. */
  void roundBegins(int plans) {
    roundPlans = plans;
    planned += plans;
    limitBefore(choice.likely(perPlan.likely(0)));
    roundStart = System.nanoTime();
  }

  /** Sets the limit so long before the deadline; there is none while it is not known how long anything takes. */
  private void limitBefore(double nanos) {
    boolean known = !Double.isNaN(perPlan.likely(Double.NaN));
    limit = known && budget < FAR ? budget - (long) nanos : FOREVER;
  }

  /** Whether it is so late that the work under way is to be given up. Any thread may ask. */
  boolean late() {
    return limit != FOREVER && System.nanoTime() - start > limit;
  }

  /** A round that was waited for is done, or given up; says how long it took. */
  long roundEnds() {
    long nanos = System.nanoTime() - roundStart;
    perPlan.add(nanos / (double) roundPlans);
    return nanos;
  }

  /** The evaluation of the chosen plan begins. */
  void choiceBegins() {
    planned++;
    choosing = true;
    limitBefore(0);
    roundStart = System.nanoTime();
  }

  /** The call is done, after so many rounds. */
  void end(int rounds) {
    long now = System.nanoTime();
    took = now - start;
    if (!bounded()) {
      perPlan.add(took / (double) planned);
    } else if (choosing) {
      choice.add(now - roundStart);
    }
    if (rounds == 0) {
      perPlan.doubt();
      choice.doubt();
    }
  }

  /** Plans that were rolled out in the last call. */
  int planned() {
    return planned;
  }

  /** What the last call took, in nanoseconds. */
  long took() {
    return took;
  }

  /** By how many nanoseconds the last call ended after its deadline; 0 or less if it did not. */
  long overdue() {
    return bounded() ? took - Math.max(0, budget) : 0;
  }
}
