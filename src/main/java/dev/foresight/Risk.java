package dev.foresight;

import dev.foresight.compute.Check;

/**
 * The functional that turns the returns of a plan's P futures into its score. It is taken on the
 * whole return, never step by step. A plan with any non-finite return scores minus infinity.
 */
public sealed interface Risk {

  /** The average return. */
  static Risk mean() {
    return new Mean();
  }

  /** The least return. */
  static Risk worst() {
    return new Worst();
  }

  /**
   * The average of the worst {@code ceil(alpha * P)} returns (conditional value at risk;
   * Rockafellar and Uryasev 2000). The product is a 32-bit float, so that 0.1 of 20 is 2.
   *
   * @param alpha share of the futures, in (0, 1]
   */
  static Risk cvar(float alpha) {
    return new Cvar(alpha);
  }

  /**
   * {@code -log(mean(exp(-theta * return))) / theta}: averse to risk for theta above 0, seeking it
   * below 0.
   *
   * @param theta not 0
   */
  static Risk entropic(float theta) {
    return new Entropic(theta);
  }

  /**
   * {@code mean + kappa * std} of the returns, with the population standard deviation: optimism for
   * kappa above 0, pessimism below.
   */
  static Risk meanStd(float kappa) {
    return new MeanStd(kappa);
  }

  /** See {@link Risk#mean()}. */
  record Mean() implements Risk {}

  /** See {@link Risk#worst()}. */
  record Worst() implements Risk {}

  /** See {@link Risk#cvar(float)}. */
  record Cvar(float alpha) implements Risk {
    public Cvar {
      Check.that(
          alpha > 0 && alpha <= 1, "risk alpha is " + alpha + "; it must be above 0 and at most 1");
    }
  }

  /** See {@link Risk#entropic(float)}. */
  record Entropic(float theta) implements Risk {
    public Entropic {
      Check.finite("risk theta", theta);
      Check.that(theta != 0, "risk theta is 0; use Risk.mean() for a neutral attitude");
    }
  }

  /** See {@link Risk#meanStd(float)}. */
  record MeanStd(float kappa) implements Risk {
    public MeanStd {
      Check.finite("risk kappa", kappa);
    }
  }
}
