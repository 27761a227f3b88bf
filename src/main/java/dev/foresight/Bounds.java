package dev.foresight;

/** How sampled actions are kept within the {@link ActionSpace}. */
public enum Bounds {
  /** Noise is unbounded; the action is clamped to the box (iCEM, MPPI, TD-MPC2). */
  CLIPPED,
  /**
   * Noise follows the normal distribution truncated to two standard deviations, and the standard
   * deviation is at most half the distance from the mean to the nearer bound (PETS).
   */
  TRUNCATED
}
