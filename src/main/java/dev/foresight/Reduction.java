package dev.foresight;

import dev.foresight.compute.Check;

/**
 * The one number that the members of a {@link ScalarEnsemble} make together. If a member says NaN, it
 * is NaN.
 */
public sealed interface Reduction {

  /** The one number of the members' numbers, at least one, in plain Java: the reference. */
  float of(double... values);

  /** The average of the members, as TD-MPC2 values plans (Hansen et al. 2024, section 3.2). */
  static Reduction mean() {
    return new Mean();
  }

  /**
   * The least: no value is believed that any member doubts (clipped double Q-learning, Fujimoto et
   * al. 2018, section 4; REDQ, Chen et al. 2021, section 2).
   */
  static Reduction min() {
    return new Min();
  }

  /**
   * {@code mean - kappa std} with the population standard deviation of the members: a lower
   * confidence bound (Ciosek et al. 2019, section 3.1, there for Q).
   *
   * @param kappa at least 0; 0 is the mean
   */
  static Reduction pessimistic(float kappa) {
    return new Pessimistic(kappa);
  }

  /** See {@link Reduction#mean()}. */
  record Mean() implements Reduction {
    @Override
    public float of(double... values) {
      return new Pessimistic(0).of(values);
    }
  }

  /** See {@link Reduction#min()}. */
  record Min() implements Reduction {
    @Override
    public float of(double... values) {
      double least = Double.POSITIVE_INFINITY;
      for (double value : values) {
        least = Math.min(least, value);
      }
      return (float) least;
    }
  }

  /** See {@link Reduction#pessimistic(float)}. */
  record Pessimistic(float kappa) implements Reduction {
    public Pessimistic {
      Check.finite("reduction kappa", kappa);
      Check.that(
          kappa >= 0, "reduction kappa is " + kappa + "; it must be at least 0 (0 is the mean)");
    }

    @Override
    public float of(double... values) {
      double mean = 0;
      for (double value : values) {
        mean += value / values.length;
      }
      double variance = 0;
      for (double value : values) {
        variance += (value - mean) * (value - mean) / values.length;
      }
      return (float) (mean - kappa * Math.sqrt(variance));
    }
  }
}
