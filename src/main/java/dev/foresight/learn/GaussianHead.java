package dev.foresight.learn;

/**
 * The loss of a network that gives a mean and a log-variance per state element (PETS, Chua et al.
 * 2018, appendix A.1): {@code (mean - target)^2 / variance + log variance}, the log-variance held
 * softly between two limits. Its gradient counts {@code variance^beta} times (Seitzer et al. 2022).
 *
 * <p>Implementation: with {@code v = max - softplus(max - raw)} and then {@code min + softplus(v -
 * min)}, the variance is {@code exp(min) + 1 / (exp(-max) + exp(-raw))}: one exponential.
 */
final class GaussianHead implements Head {
  private final int states;
  private final float beta;
  private final double[] expMin;
  private final double[] expMinusMax;
  private final double[] minGradient;
  private final double[] maxGradient;

  /** For S state elements. */
  GaussianHead(int states, float beta) {
    this.states = states;
    this.beta = beta;
    expMin = new double[states];
    expMinusMax = new double[states];
    minGradient = new double[states];
    maxGradient = new double[states];
  }

  @Override
  public void begin(double[] min, double[] max) {
    for (int i = 0; i < states; i++) {
      expMin[i] = Math.exp(min[i]);
      expMinusMax[i] = Math.exp(-max[i]);
      minGradient[i] = 0;
      maxGradient[i] = 0;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @param output for each row S means, then S raw log-variances
   */
  @Override
  public double loss(float[] output, int at, float[] target, double scale, float[] slope) {
    double loss = 0;
    for (int i = 0; i < states; i++) {
      double expMinusRaw = Math.exp(-output[at + states + i]);
      double upper = 1 / (expMinusMax[i] + expMinusRaw);
      double variance = expMin[i] + upper;
      double error = output[at + i] - target[i];
      double surprise = error * error / variance;
      double logVariance = Math.log(variance);
      loss += surprise + logVariance;
      if (slope != null) {
        double weight = beta == 0 ? scale : scale * Math.exp(beta * logVariance);
        double free = upper / variance;
        double byVariance = weight * (1 - surprise);
        double share = 1 / (1 + expMinusMax[i] / expMinusRaw);
        slope[at + i] = (float) (weight * 2 * error / variance);
        slope[at + states + i] = (float) (byVariance * free * share);
        maxGradient[i] += byVariance * free * (1 - share);
        minGradient[i] += byVariance * (1 - free);
      }
    }
    return loss;
  }

  @Override
  public double[] minGradient() {
    return minGradient;
  }

  @Override
  public double[] maxGradient() {
    return maxGradient;
  }
}
