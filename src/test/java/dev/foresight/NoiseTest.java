package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  private static final List<Noise> KINDS = List.of(
      Noise.white(),
      Noise.coloured(0),
      Noise.coloured(2),
      Noise.coloured(3.5f),
      Noise.spline(1),
      Noise.spline(2),
      Noise.spline(5),
      Noise.spline(100));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 33, 100})
  void everyStepHasStandardDeviationOne(int horizon) {
    for (Noise noise : KINDS) {
      float[][] matrix = noise.matrix(horizon);
      assertThat(matrix).as(noise.toString()).hasNumberOfRows(horizon);
      for (float[] row : matrix) {
        assertThat(dot(row, row)).as(noise + " over " + horizon).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void whiteNoiseIsIndependentAtEachStep() {
    assertThat(Noise.white().matrix(3))
        .isDeepEqualTo(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  }

  @ParameterizedTest
  @CsvSource({"0, 64", "0.25, 64", "1, 64", "2, 63", "3.5, 30"})
  void powerFallsWithFrequencyToTheBeta(float beta, int horizon) {
    float[][] matrix = Noise.coloured(beta).matrix(horizon);
    double first = power(matrix, 1);
    for (int f = 1; 2 * f < horizon; f++) {
      double expected = Math.pow(f, -beta);
      double slack = 1e-4 * expected + 1e-6;
      assertThat(power(matrix, f) / first).as("frequency " + f).isCloseTo(expected, within(slack));
    }
    assertThat(2 * power(matrix, 0) / first).as("the mean").isCloseTo(2, within(1e-4));
  }

  /** Expected squared magnitude of the Fourier coefficient of the noise at a frequency. */
  private static double power(float[][] matrix, int frequency) {
    double power = 0;
    for (int k = 0; k < matrix[0].length; k++) {
      double real = 0;
      double imaginary = 0;
      for (int t = 0; t < matrix.length; t++) {
        double angle = 2 * Math.PI * frequency * t / matrix.length;
        real += matrix[t][k] * Math.cos(angle);
        imaginary += matrix[t][k] * Math.sin(angle);
      }
      power += real * real + imaginary * imaginary;
    }
    return power;
  }

  @ParameterizedTest
  @CsvSource({"0, 16", "1, 16", "2, 25", "3.5, 30"})
  void autocorrelationIsTheTransformOfThePower(float beta, int horizon) {
    float[][] matrix = Noise.coloured(beta).matrix(horizon);
    for (int t = 0; t < horizon; t++) {
      for (int lag = 0; t + lag < horizon; lag++) {
        double expected = theory(beta, horizon, lag);
        assertThat(dot(matrix[t], matrix[t + lag]))
            .as("steps " + t + " and " + (t + lag))
            .isCloseTo(expected, within(1e-5));
      }
    }
  }

  /** Wiener and Khinchin: the sum over both signs of frequency of power times cosine. */
  private static double theory(float beta, int horizon, int lag) {
    double covariance = 0;
    double variance = 0;
    for (int f = 0; f < horizon; f++) {
      double power = Math.pow(Math.max(1, Math.min(f, horizon - f)), -beta);
      variance += power;
      covariance += power * Math.cos(2 * Math.PI * f * lag / horizon);
    }
    return covariance / variance;
  }

  @Test
  void aRedderNoiseChangesMoreSlowly() {
    double[] neighbours = new double[4];
    float[] betas = {0, 1, 2, 4};
    for (int i = 0; i < betas.length; i++) {
      float[][] matrix = Noise.coloured(betas[i]).matrix(30);
      neighbours[i] = dot(matrix[10], matrix[11]);
    }
    assertThat(neighbours).isSorted();
    assertThat(neighbours[0]).isCloseTo(0, within(1e-5));
    assertThat(neighbours[2]).isGreaterThan(0.85);
  }

  @Test
  void aSplineWithOneKnotIsConstant() {
    assertThat(Noise.spline(1).matrix(4)).isDeepEqualTo(new float[][] {{1}, {1}, {1}, {1}});
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 1000})
  void aSplineWithAKnotForEachStepIsWhite(int knots) {
    float[][] matrix = Noise.spline(knots).matrix(6);
    assertThat(matrix).hasDimensions(6, 6);
    for (int t = 0; t < 6; t++) {
      for (int k = 0; k < 6; k++) {
        assertThat((double) matrix[t][k]).isCloseTo(t == k ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void aSplineGoesSmoothlyThroughItsKnots() {
    float[][] matrix = Noise.spline(4).matrix(31);
    for (int k = 0; k < 4; k++) {
      assertThat((double) matrix[10 * k][k]).isCloseTo(1, within(1e-6));
    }
    for (int t = 1; t < 31; t++) {
      assertThat(dot(matrix[t - 1], matrix[t])).as("step " + t).isGreaterThan(0.95);
    }
    assertThat(dot(matrix[0], matrix[30])).isCloseTo(0, within(1e-6));
  }

  @Test
  void noiseOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Noise.coloured(-1))
        .withMessage("noise beta is -1.0; it must be between 0.0 and 10.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Noise.coloured(Float.NaN))
        .withMessageContaining("noise beta is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Noise.spline(0))
        .withMessage("noise knots is 0; it must be at least 1");
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
