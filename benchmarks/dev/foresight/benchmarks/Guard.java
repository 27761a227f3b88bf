package dev.foresight.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Compares speeds with committed ones. A speed is a ratio to a baseline of the same run, the greater the
 * better, so that a slower machine alone changes nothing.
 *
 * @param tolerance the share of a committed ratio that may be lost, in (0, 1)
 * @param committed ratios by their names
 */
record Guard(double tolerance, Map<String, Double> committed) {
  /** What came of a ratio. */
  enum Outcome {
    /** Within the tolerance. */
    HELD(true),
    /** Better by more than the tolerance: the guard is to be updated, or it guards less than there is. */
    BETTER(true),
    /** Worse by more than the tolerance. */
    WORSE(false),
    /** Not committed yet: the guard is to be updated. */
    NEW(true),
    /** Committed, but not measured, or not a number. */
    MISSING(false);

    private final boolean passes;

    Outcome(boolean passes) {
      this.passes = passes;
    }
  }

  /**
   * One comparison.
   *
   * @param committed NaN if there was none
   * @param measured NaN if there was none
   */
  record Verdict(String name, double committed, double measured, Outcome outcome) {
    boolean passes() {
      return outcome.passes;
    }

    @Override
    public String toString() {
      double change = 100 * (measured / committed - 1);
      String by = String.format(Locale.ROOT, "%.0f %%", Math.abs(change));
      return switch (outcome) {
        case HELD -> String.format(Locale.ROOT, "held (%+.0f %%)", change);
        case BETTER -> "better by " + by + ": update the guard";
        case WORSE -> "WORSE by " + by;
        case NEW -> "new: update the guard";
        case MISSING -> "MISSING: it was not measured";
      };
    }
  }

  /** Refuses a tolerance that would hold nothing or everything. */
  Guard {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "tolerance is " + tolerance + "; it must be above 0 and below 1");
    }
  }

  /** Every ratio of either side, in the order of the committed ones. */
  List<Verdict> compare(Map<String, Double> measured) {
    Set<String> names = new LinkedHashSet<>(committed.keySet());
    names.addAll(measured.keySet());
    List<Verdict> verdicts = new ArrayList<>();
    for (String name : names) {
      double before = committed.getOrDefault(name, Double.NaN);
      double now = measured.getOrDefault(name, Double.NaN);
      verdicts.add(new Verdict(name, before, now, outcome(before, now)));
    }
    return verdicts;
  }

  private Outcome outcome(double before, double now) {
    if (Double.isNaN(now)) {
      return Outcome.MISSING;
    }
    if (Double.isNaN(before)) {
      return Outcome.NEW;
    }
    if (now < before * (1 - tolerance)) {
      return Outcome.WORSE;
    }
    return now > before * (1 + tolerance) ? Outcome.BETTER : Outcome.HELD;
  }

  /** The value that a share of the others lies below, 0.5 the median; NaN of none, or if one is NaN. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
