package dev.foresight.engine;

/** The named arrays that the operations read and write; N is the number of plans of the round. */
public enum ArrayName {
  /** {@code [B,S]}. */
  STATE,
  /**
   * {@code [B,A]}: the action that was carried out last; NaN where there is none. Without a limit to
   * the actions' rate, length 0.
   */
  PREVIOUS,
  /** {@code [B,N,steps,A]}: H steps, or one more ({@link EngineSpec#steps}). */
  PLANS,
  /** {@code [B,N,P]}. */
  RETURNS,
  /**
   * {@code [B,N,P]}: 1 where a future violates the model's constraint, else 0. Without a constraint,
   * length 0.
   */
  VIOLATIONS,
  /** {@code [B,N]}. */
  SCORES,
  /** {@code [B,N]}. */
  WEIGHTS,
  /** {@code [B,steps,A]}. */
  MEAN,
  /** {@code [B,steps,A]}. */
  STD,
  /** {@code [B,kept,steps,A]}: the best plans of the last fit, best first; NaN where there is none. */
  ELITES,
  /**
   * {@code [B,proposals,steps,A]}: plans put forward; NaN in the first number of one that is none, as
   * in all after a reset.
   */
  PROPOSALS,
  /** {@code [B]}: the fits since the last shift that found no plan with a finite score. */
  FAILURES,
  /** {@code [B,H,S]}: how far the members are apart along the plan of a round of one plan. */
  DISAGREEMENT
}
