package dev.foresight.learn;

import java.util.Arrays;

/** What the members of a {@link Learner} are to make small, for targets of some elements. */
enum Loss {
  /** Negative log-likelihood of a mean and a log-variance per element, see {@link GaussianHead}. */
  GAUSSIAN {
    @Override
    int outputs(int elements) {
      return 2 * elements;
    }

    @Override
    int limits(int elements) {
      return elements;
    }

    @Override
    Head head(int elements, float nllBeta) {
      return new GaussianHead(elements, nllBeta);
    }

    @Override
    float reported(double loss, double[] units) {
      double logUnits = Arrays.stream(units).map(Math::log).average().orElse(0);
      return (float) (0.5 * (loss + LOG_2_PI) + logUnits);
    }
  },

  /** Mean squared error of a number per element, see {@link SquaredHead}. */
  SQUARED_ERROR {
    @Override
    int outputs(int elements) {
      return elements;
    }

    @Override
    int limits(int elements) {
      return 0;
    }

    @Override
    Head head(int elements, float nllBeta) {
      return new SquaredHead();
    }

    @Override
    float reported(double loss, double[] units) {
      return (float) loss;
    }
  };

  private static final double LOG_2_PI = Math.log(2 * Math.PI);

  /** The outputs of a member. */
  abstract int outputs(int elements);

  /** The elements whose log-variance has limits. */
  abstract int limits(int elements);

  abstract Head head(int elements, float nllBeta);

  /**
   * What {@link Epoch} says of a loss.
   *
   * @param loss mean over rows and elements, of normalised targets
   * @param units by which a normalised target is multiplied to have its own unit again
   */
  abstract float reported(double loss, double[] units);
}
