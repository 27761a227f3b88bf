package dev.foresight;

import dev.foresight.engine.EngineSpec;
import java.time.Duration;

/** Counts what a planner does, on its thread; any thread may read. */
final class Counters {
  private final int iterations;
  private final long problems;
  private final long evaluationsOfPlan;
  private volatile long calls;
  private volatile long rounds;
  private volatile long plans;
  private volatile long cutShort;
  private volatile long late;
  private volatile long latest;
  private volatile long planning;
  private volatile long longest;

  Counters(EngineSpec spec) {
    iterations = spec.config().iterations();
    problems = spec.problems();
    evaluationsOfPlan = (long) spec.particles() * spec.config().horizon();
  }

  /** A call is done, after so many rounds. */
  void add(int done, Timing timing) {
    calls++;
    rounds += done;
    plans += problems * timing.planned();
    cutShort += done < iterations ? 1 : 0;
    late += timing.overdue() > 0 ? 1 : 0;
    latest = Math.max(latest, timing.overdue());
    planning += timing.took();
    longest = Math.max(longest, timing.took());
  }

  PlannerStats stats() {
    return new PlannerStats(
        calls,
        rounds,
        plans,
        plans * evaluationsOfPlan,
        cutShort,
        late,
        Duration.ofNanos(latest),
        Duration.ofNanos(planning),
        Duration.ofNanos(longest));
  }
}
