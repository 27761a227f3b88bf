package dev.foresight.learn;

/** The loss of a network that gives a number per target element: {@code (output - target)^2}. */
final class SquaredHead implements Head {
  private static final double[] NONE = {};

  @Override
  public void begin(double[] min, double[] max) {}

  @Override
  public double loss(float[] output, int at, float[] target, double scale, float[] slope) {
    double loss = 0;
    for (int i = 0; i < target.length; i++) {
      double error = output[at + i] - target[i];
      loss += error * error;
      if (slope != null) {
        slope[at + i] = (float) (scale * 2 * error);
      }
    }
    return loss;
  }

  @Override
  public double[] minGradient() {
    return NONE;
  }

  @Override
  public double[] maxGradient() {
    return NONE;
  }
}
