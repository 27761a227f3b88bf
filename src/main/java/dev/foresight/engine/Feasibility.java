package dev.foresight.engine;

import dev.foresight.Constraint;

/**
 * How a chance constraint enters scores: a feasible plan's score is at least {@link #LEAST}, that of
 * another is {@code LEAST * (1 + share)} with the share of its futures that violate: finite, below
 * every feasible one, and the lower the more of them do. So elites and weights need no rule of their
 * own.
 */
public final class Feasibility {
  /** The least score of a feasible plan. */
  public static final float LEAST = -1e30f;

  private Feasibility() {}

  /** How many of so many futures may violate: the share of them is compared as a 32-bit float. */
  public static int allowed(Constraint constraint, int particles) {
    int count = (int) (constraint.probability() * particles);
    while ((count + 1f) / particles <= constraint.probability()) {
      count++;
    }
    while ((float) count / particles > constraint.probability()) {
      count--;
    }
    return count;
  }

  /** The score of a plan whose risk functional is finite. */
  public static float score(float risk, float violations, int allowed, int particles) {
    return violations <= allowed ? Math.max(risk, LEAST) : LEAST * (1 + violations / particles);
  }
}
