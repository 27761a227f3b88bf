package dev.foresight;

/**
 * The outcome of one planning call for one problem.
 *
 * @param actions the plan to carry out, {@code [H][A]}
 * @param score the risk functional of this very plan's returns through the P futures, whether it
 *     satisfies a constraint or not; NaN if it was not evaluated, minus infinity if a return was not
 *     finite
 * @param epistemic standard deviation of the return between the ensemble's members; 0 if all futures
 *     share one model, NaN if it was not evaluated or the {@link Propagation} mixes members (all but
 *     TS_INFINITY) or leaves the noise out (E)
 * @param aleatoric standard deviation of the return within a member (root mean square over members);
 *     NaN where {@code epistemic} is
 * @param violation share of this very plan's futures that violate the model's {@link Constraint}; 0
 *     without one, NaN if it was not evaluated
 * @param disagreement {@code [H][S]}: at each step of the actions the standard deviation between what
 *     all members of the ensemble predict as their mean, in the state's units, along the path of the
 *     members' mean; NaN if it was not evaluated, {@code [0][]} where the dynamics are one model
 *     or the planner was built without
 * @param iterations rounds that were carried out
 * @param outcome how the call ended
 */
public record Plan(
    float[][] actions,
    float score,
    float epistemic,
    float aleatoric,
    float violation,
    float[][] disagreement,
    int iterations,
    Outcome outcome) {

  /** How a planning call ended. */
  public enum Outcome {
    /** All iterations were carried out. */
    COMPLETE,
    /**
     * The deadline left no time for all iterations. With {@code iterations} 0 this is the last plan,
     * moved one step on.
     */
    DEADLINE,
    /** In some iteration no plan had a finite return; the mean was kept as it was. */
    NO_FINITE_RETURN,
    /**
     * No plan satisfied the model's {@link Constraint}: this is the one of the last iteration that
     * the fewest futures violate. Said rather than {@link #DEADLINE}, where both hold.
     */
    CONSTRAINT_VIOLATED
  }

  /** The action to take now, length A. */
  public float[] action() {
    return actions[0].clone();
  }
}
