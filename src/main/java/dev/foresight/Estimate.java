package dev.foresight;

/**
 * A time that is measured again and again, and how long it will take with little doubt: its mean and two
 * mean deviations, both of the last few times, as TCP estimates when an answer is overdue (Jacobson 1988,
 * "Congestion avoidance and control", appendix A, whose shares of the newest are an eighth and a quarter).
 */
final class Estimate {
  private static final double OF_MEAN = 1.0 / 8;
  private static final double OF_DEVIATION = 1.0 / 4;

  private double mean = Double.NaN;
  private double deviation;

  /** One more measurement. */
  void add(double time) {
    if (Double.isNaN(mean)) {
      mean = time;
      return;
    }
    double error = time - mean;
    mean += OF_MEAN * error;
    deviation += OF_DEVIATION * (Math.abs(error) - deviation);
  }

  /** What it takes with little doubt; {@code unknown} if it was never measured. */
  double likely(double unknown) {
    return Double.isNaN(mean) ? unknown : mean + 2 * deviation;
  }

  /** As if it had never been measured. */
  void forget() {
    mean = Double.NaN;
    deviation = 0;
  }

  /** What is not tried any more could have become faster. */
  void doubt() {
    mean /= 2;
    deviation /= 2;
  }
}
