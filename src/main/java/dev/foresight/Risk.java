package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Objects;

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
   * The {@code ceil(alpha * P)}-th lowest return (value at risk; Rockafellar and Uryasev 2000): a
   * share {@code alpha} of the futures earns that or less. The product is a 32-bit float.
   *
   * @param alpha share of the futures, in (0, 1]
   */
  static Risk var(float alpha) {
    return new Var(alpha);
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
   * {@code mean + kappa * std} of the returns, with the population standard deviation of them all:
   * seeking risk for kappa above 0, averse to it below.
   */
  static Risk meanStd(float kappa) {
    return new MeanStd(kappa, Uncertainty.TOTAL);
  }

  /**
   * {@code mean + kappa * std} of the returns. With {@link Uncertainty#EPISTEMIC} it is the standard
   * deviation between the members' mean returns: an upper confidence bound for kappa above 0 (which
   * seeks what the ensemble does not know, and not what is merely noisy), pessimism below. That
   * needs futures that each belong to one member: an ensemble of more than one,
   * {@link Propagation#TS_INFINITY}, and at least as many particles as members.
   */
  static Risk meanStd(float kappa, Uncertainty uncertainty) {
    return new MeanStd(kappa, uncertainty);
  }

  /**
   * The functional of some returns: minus infinity if one of them, or the result as a float, is not
   * finite.
   *
   * @param returns at least one, of a plan's futures; their order may be changed
   * @param members futures p and p + {@code members} share an ensemble's member, as under {@link
   *     Propagation#TS_INFINITY}; 1 where there is but one model
   */
  default double of(float[] returns, int members) {
    Check.atLeast("returns", returns.length, 1);
    Check.within("members", members, 1, returns.length);
    for (float value : returns) {
      if (!Float.isFinite(value)) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    double score = Functional.of(this, returns, members);
    return Float.isFinite((float) score) ? score : Double.NEGATIVE_INFINITY;
  }

  /** See {@link Risk#mean()}. */
  record Mean() implements Risk {}

  /** See {@link Risk#worst()}. */
  record Worst() implements Risk {}

  /** See {@link Risk#var(float)}. */
  record Var(float alpha) implements Risk {
    public Var {
      checkAlpha(alpha);
    }
  }

  /** See {@link Risk#cvar(float)}. */
  record Cvar(float alpha) implements Risk {
    public Cvar {
      checkAlpha(alpha);
    }
  }

  private static void checkAlpha(float alpha) {
    Check.that(
        alpha > 0 && alpha <= 1, "risk alpha is " + alpha + "; it must be above 0 and at most 1");
  }

  /** See {@link Risk#entropic(float)}. */
  record Entropic(float theta) implements Risk {
    public Entropic {
      Check.finite("risk theta", theta);
      Check.that(theta != 0, "risk theta is 0; use Risk.mean() for a neutral attitude");
    }
  }

  /** See {@link Risk#meanStd(float, Uncertainty)}. */
  record MeanStd(float kappa, Uncertainty uncertainty) implements Risk {
    public MeanStd {
      Check.finite("risk kappa", kappa);
      Objects.requireNonNull(uncertainty, "uncertainty");
    }
  }
}
