package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Objects;

/**
 * What must not happen, and how often it still may: a chance constraint (Charnes and Cooper 1959),
 * held over a plan's futures as in particle control (Blackmore et al. 2010).
 *
 * <p>A future violates it if {@code violated} is true at any step while its episode lives, the step
 * that ends it included, or if a next state is not finite by then. A plan is feasible if at most the
 * share {@code probability} of its P futures violates.
 *
 * @param violated true (not 0, NaN too) where the constraint is broken, over state, action and next
 * @param probability the greatest share of a plan's futures that may violate it, in [0, 1)
 */
public record Constraint(Expr violated, float probability) {
  /** Checks the fields. */
  public Constraint {
    Objects.requireNonNull(violated, "violated");
    Check.that(
        probability >= 0 && probability < 1,
        "constraint probability is " + probability + "; it must be at least 0 and below 1");
  }

  /** No constraint: nothing violates it, and nothing is computed for it. */
  public static Constraint none() {
    return new Constraint(Expr.constant(0), 0);
  }

  /** Whether anything can violate it: not where the formula is the constant 0. */
  public boolean present() {
    return !(violated instanceof Expr.Constant constant) || constant.value() != 0;
  }
}
