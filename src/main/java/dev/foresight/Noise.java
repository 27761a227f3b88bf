package dev.foresight;

import dev.foresight.compute.Check;

/**
 * How the noise of a plan is correlated over its steps. Every kind is one matrix: noise over the
 * horizon = M (H x knots) times independent standard normal knots. Rows of M have length 1, so the
 * noise of every step has standard deviation 1 whatever the kind.
 */
public sealed interface Noise {

  /** The matrix M, {@code [horizon][knots]}. */
  float[][] matrix(int horizon);

  /** The number of columns of M. */
  default int knots(int horizon) {
    return horizon;
  }

  /** Independent at each step. */
  static Noise white() {
    return new White();
  }

  /**
   * Noise whose power falls with frequency f as 1/f^beta: 0 is white, 2 a random walk (iCEM,
   * Pinneri et al. 2020, section 3.1).
   */
  static Noise coloured(float beta) {
    return new Coloured(beta);
  }

  /**
   * A cubic spline through {@code knots} random values evenly spaced over the horizon (predictive
   * sampling, Howell et al. 2022).
   */
  static Noise spline(int knots) {
    return new Spline(knots);
  }

  /** See {@link Noise#white()}. */
  record White() implements Noise {
    @Override
    public float[][] matrix(int horizon) {
      float[][] matrix = new float[horizon][horizon];
      for (int t = 0; t < horizon; t++) {
        matrix[t][t] = 1;
      }
      return matrix;
    }
  }

  /** See {@link Noise#coloured(float)}. */
  record Coloured(float beta) implements Noise {
    public Coloured {
      Check.within("noise beta", beta, 0, 10);
    }

    /** The real inverse Fourier transform of independent coefficients scaled by f^(-beta/2). */
    @Override
    public float[][] matrix(int horizon) {
      double[][] matrix = new double[horizon][horizon];
      for (int k = 0; k < horizon; k++) {
        int frequency = (k + 1) / 2;
        // The lowest frequency takes the power of the first above it, as the iCEM authors do.
        double scale = Math.pow(Math.max(frequency, 1), -beta / 2.0);
        boolean single = frequency == 0 || 2 * frequency == horizon;
        for (int t = 0; t < horizon; t++) {
          double angle = 2 * Math.PI * frequency * t / horizon;
          double wave = k % 2 == 1 ? Math.cos(angle) : Math.sin(angle);
          matrix[t][k] = scale * (frequency == 0 ? 1 : wave) * (single ? 1 : Math.sqrt(2));
        }
      }
      return unitRows(matrix);
    }
  }

  /** See {@link Noise#spline(int)}. */
  record Spline(int knots) implements Noise {
    public Spline {
      Check.atLeast("noise knots", knots, 1);
    }

    @Override
    public int knots(int horizon) {
      return Math.min(knots, horizon);
    }

    /** Catmull-Rom weights; the ends repeat. */
    @Override
    public float[][] matrix(int horizon) {
      int count = knots(horizon);
      double[][] matrix = new double[horizon][count];
      for (int t = 0; t < horizon; t++) {
        double position = horizon == 1 ? 0 : (double) t * (count - 1) / (horizon - 1);
        int left = Math.min((int) position, Math.max(count - 2, 0));
        double u = position - left;
        double[] weights = {
          ((-u + 2) * u - 1) * u / 2,
          ((3 * u - 5) * u * u + 2) / 2,
          ((-3 * u + 4) * u + 1) * u / 2,
          (u - 1) * u * u / 2
        };
        for (int i = 0; i < 4; i++) {
          int knot = Math.max(0, Math.min(count - 1, left - 1 + i));
          matrix[t][knot] += weights[i];
        }
      }
      return unitRows(matrix);
    }
  }

  private static float[][] unitRows(double[][] matrix) {
    float[][] result = new float[matrix.length][];
    for (int t = 0; t < matrix.length; t++) {
      double squares = 0;
      for (double value : matrix[t]) {
        squares += value * value;
      }
      result[t] = new float[matrix[t].length];
      for (int k = 0; k < matrix[t].length; k++) {
        result[t][k] = (float) (matrix[t][k] / Math.sqrt(squares));
      }
    }
    return result;
  }
}
