package dev.foresight.learn;

import dev.foresight.Activation;

/** The loss of one network in double precision, by the formulas of the ensemble's documentation. */
final class PlainLoss {
  private PlainLoss() {}

  /**
   * Mean over rows and state elements of {@code (m - t)^2 / exp(v) + v}, plus the weights' part.
   *
   * @param weights per layer {@code [inputs + 1][outputs]}, the bias last
   * @param counts how many times each row's loss of each element counts
   */
  static double of(
      double[][][] weights,
      Activation activation,
      float[][] x,
      float[][] targets,
      double[] min,
      double[] max,
      double[][] counts,
      double decay) {
    int states = min.length;
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      double[] y = output(weights, activation, x[r]);
      for (int i = 0; i < states; i++) {
        double v = logVariance(y[states + i], min[i], max[i]);
        double error = y[i] - targets[r][i];
        sum += counts[r][i] * (error * error / Math.exp(v) + v);
      }
    }
    return sum / (x.length * states) + decay / 2 * squares(weights);
  }

  /** {@code variance^beta} of each element of each row. */
  static double[][] counts(
      double[][][] weights,
      Activation activation,
      float[][] x,
      double[] min,
      double[] max,
      double beta) {
    double[][] counts = new double[x.length][min.length];
    for (int r = 0; r < x.length; r++) {
      double[] y = output(weights, activation, x[r]);
      for (int i = 0; i < min.length; i++) {
        counts[r][i] = Math.exp(beta * logVariance(y[min.length + i], min[i], max[i]));
      }
    }
    return counts;
  }

  private static double logVariance(double raw, double min, double max) {
    return min + softplus(max - softplus(max - raw) - min);
  }

  /** Mean over rows and target elements of {@code (y - t)^2}, plus the weights' part. */
  static double squared(
      double[][][] weights, Activation activation, float[][] x, float[][] targets, double decay) {
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      double[] y = output(weights, activation, x[r]);
      for (int i = 0; i < y.length; i++) {
        sum += (y[i] - targets[r][i]) * (y[i] - targets[r][i]) / y.length;
      }
    }
    return sum / x.length + decay / 2 * squares(weights);
  }

  private static double squares(double[][][] weights) {
    double squares = 0;
    for (double[][] layer : weights) {
      for (int k = 0; k < layer.length - 1; k++) {
        for (double w : layer[k]) {
          squares += w * w;
        }
      }
    }
    return squares;
  }

  private static double[] output(double[][][] weights, Activation activation, float[] input) {
    double[] x = new double[input.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = input[i];
    }
    for (int l = 0; l < weights.length; l++) {
      double[][] w = weights[l];
      double[] y = w[w.length - 1].clone();
      for (int j = 0; j < y.length; j++) {
        for (int k = 0; k < x.length; k++) {
          y[j] += w[k][j] * x[k];
        }
        y[j] = l == weights.length - 1 ? y[j] : activate(activation, y[j]);
      }
      x = y;
    }
    return x;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> x > 0 ? x : 0;
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SILU -> x / (1 + Math.exp(-x));
    };
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
