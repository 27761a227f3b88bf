package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both versions of the kernels against double precision, at the accuracy that they promise. */
class KernelsTest {
  private static final double PROMISE = 2e-7;
  private static final int COUNT = 1 << 14;

  static Stream<Kernels> versions() {
    return Stream.of(Kernels.create(), new PlainKernels());
  }

  private interface Row {
    void apply(float[] x, float[] y, int count);
  }

  private static void check(Row row, DoubleUnaryOperator exact, double low, double high) {
    float[] x = new float[COUNT];
    float[] y = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = (float) (low + (high - low) * i / (COUNT - 1));
    }
    row.apply(x, y, COUNT);
    for (int i = 0; i < COUNT; i++) {
      double expected = exact.applyAsDouble(x[i]);
      double error = Math.abs(y[i] - expected) / Math.max(1, Math.abs(expected));
      assertThat(error).as("at %s: %s", x[i], y[i]).isLessThan(PROMISE);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void functionsKeepTheirPromiseOfAccuracy(Kernels kernels) {
    check(kernels::exp, Math::exp, -100, 88.7);
    check(kernels::exp, Math::exp, -1e-3, 1e-3);
    check(kernels::log, Math::log, 1e-3, 3);
    check(kernels::log, Math::log, 1, 1e30);
    check(kernels::sin, Math::sin, -10, 10);
    check(kernels::sin, Math::sin, -9000, 9000);
    check(kernels::cos, Math::cos, -10, 10);
    check(kernels::cos, Math::cos, -9000, 9000);
    check(kernels::tanh, Math::tanh, -10, 10);
    check(kernels::tanh, Math::tanh, -0.1, 0.1);
    check((x, y, n) -> kernels.atan2(x, filled(n, 0.5f), y, n), y -> Math.atan2(y, 0.5), -9, 9);
    check((x, y, n) -> kernels.atan2(x, filled(n, -2), y, n), y -> Math.atan2(y, -2), -9, 9);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void exponentialsAreExactRelativeToThemselves(Kernels kernels) {
    float[] x = new float[COUNT];
    float[] y = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = -80 + 160f * i / COUNT;
    }
    kernels.exp(x, y, COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(y[i] / Math.exp(x[i])).isCloseTo(1, Offset.offset(PROMISE));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void specialValuesPassThrough(Kernels kernels) {
    float inf = Float.POSITIVE_INFINITY;
    float[] x = filled(Kernels.ROWS, 1);
    float[] special = {Float.NaN, inf, -inf, 0f, -1f, 1e-42f, 100f, -200f};
    System.arraycopy(special, 0, x, 3, special.length);
    float[] y = new float[x.length];
    kernels.exp(x, y, x.length);
    assertThat(java.util.Arrays.copyOfRange(y, 3, 7)).containsExactly(Float.NaN, inf, 0f, 1f);
    assertThat(y[9]).isEqualTo(inf);
    assertThat(y[10]).isZero();
    kernels.log(x, y, x.length);
    assertThat(java.util.Arrays.copyOfRange(y, 3, 8))
        .containsExactly(Float.NaN, inf, Float.NaN, -inf, Float.NaN);
    assertThat((double) y[8]).isCloseTo(Math.log(1e-42f), Offset.offset(1e-4));
    kernels.tanh(x, y, x.length);
    assertThat(java.util.Arrays.copyOfRange(y, 3, 7)).containsExactly(Float.NaN, 1f, -1f, 0f);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void oneRareValueInALongRowIsComputedAsBesideItsLike(Kernels kernels) {
    float inf = Float.POSITIVE_INFINITY;
    float[] rare = {Float.NaN, inf, -inf, 0, -1, 1e-42f, -1e-42f, 88.5f, -87.5f, 8193, -1e9f};
    for (Row row : java.util.List.<Row>of(kernels::exp, kernels::log, kernels::sin, kernels::cos)) {
      float[] ordinary = filled(256, 1.5f);
      float[] expected = new float[256];
      row.apply(ordinary, expected, 256);
      for (float value : rare) {
        float[] alike = new float[256];
        row.apply(filled(256, value), alike, 256);
        for (int at : new int[] {0, 37, 128, 255}) {
          float[] x = ordinary.clone();
          x[at] = value;
          float[] y = new float[256];
          row.apply(x, y, 256);
          float[] wanted = expected.clone();
          wanted[at] = alike[at];
          assertThat(y).as("%s at %d", value, at).isEqualTo(wanted);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anglesBeyondTheFastOnesAreExact(Kernels kernels) {
    float[] x = filled(Kernels.ROWS, 1);
    float[] y = new float[x.length];
    x[11] = -1e9f;
    x[12] = Float.NEGATIVE_INFINITY;
    x[13] = Float.NaN;
    kernels.sin(x, y, x.length);
    assertThat(y[11]).isEqualTo((float) Math.sin(-1e9));
    assertThat(y[12]).isNaN();
    assertThat(y[13]).isNaN();
    kernels.cos(x, y, x.length);
    assertThat(y[11]).isEqualTo((float) Math.cos(-1e9));
    assertThat(y[12]).isNaN();
    assertThat(y[13]).isNaN();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void truncatedNoiseFollowsItsDistribution(Kernels kernels) {
    float[] z = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      z[i] = -6 + 12f * i / (COUNT - 1);
    }
    float[] t = z.clone();
    kernels.truncate(t, COUNT);
    for (int i = 0; i < COUNT; i++) {
      // Phi(t) = Phi(-2) + Phi(z) (Phi(2) - Phi(-2)), compared where both are probabilities.
      double expected = phi(-2) + phi(z[i]) * (phi(2) - phi(-2));
      assertThat(phi(t[i])).as("at %s", z[i]).isCloseTo(expected, Offset.offset(1e-6));
      assertThat(Math.abs(t[i])).isLessThanOrEqualTo(2.0001f);
    }
  }

  /** The normal distribution function by Simpson's rule. */
  private static double phi(double x) {
    int steps = 400;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double u = x * i / steps;
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-u * u / 2);
    }
    return 0.5 + sum * x / steps / 3 / Math.sqrt(2 * Math.PI);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void logVariancesBecomeSoftlyBoundedDeviations(Kernels kernels) {
    float[] min = {-10, -3, 0};
    float[] max = {0.5f, -2, 0};
    float[] y = new float[7 + 3 * 320];
    for (int i = 0; i < 3 * 320; i++) {
      y[7 + i] = -40 + 0.25f * (i % 320);
    }
    float[] deviations = y.clone();
    float[] least = {(float) Math.exp(-10), (float) Math.exp(-3), 1};
    float[] inverseMost = {(float) Math.exp(-0.5), (float) Math.exp(2), 1};
    kernels.deviations(deviations, 7, 320, least, inverseMost);
    for (int i = 0; i < 3 * 320; i++) {
      double v = max[i / 320] - softplus(max[i / 320] - y[7 + i]);
      double expected = Math.exp(0.5 * (min[i / 320] + softplus(v - min[i / 320])));
      assertThat(deviations[7 + i] / expected).isCloseTo(1, Offset.offset(5e-6));
    }
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void layersOfAnyWidthMatchTheReference(Kernels kernels) {
    Random random = new Random(7);
    for (Activation activation : Activation.values()) {
      for (int[] size : new int[][] {{1, 1}, {3, 5}, {4, 4}, {7, 33}, {64, 6}}) {
        Network.Layer layer = new Network.Layer(
            size[0],
            size[1],
            gaussian(random, size[0] * size[1]),
            gaussian(random, size[1]),
            activation);
        float[] x = gaussian(random, size[0] * 64);
        float[] y = new float[Dense.padded(size[1]) * 64];
        kernels.dense(kernels.pack(layer), x, y, 64);
        for (int r = 0; r < 64; r++) {
          float[] input = new float[size[0]];
          for (int i = 0; i < size[0]; i++) {
            input[i] = x[i * 64 + r];
          }
          float[] expected = new Network(java.util.List.of(layer)).apply(input);
          for (int o = 0; o < size[1]; o++) {
            assertThat(y[o * 64 + r])
                .as("%s %s", activation, size)
                .isCloseTo(expected[o], Offset.offset(2e-5f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void weightedSumsLeaveOutWhatHasNoWeight(Kernels kernels) {
    Random random = new Random(3);
    int count = 5 * Kernels.ROWS;
    float[] weights = gaussian(random, count);
    float[] x = gaussian(random, 7 + count);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      if (i % 3 == 0) {
        weights[i] = 0;
        x[7 + i] = i % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
      } else {
        weights[i] = Math.abs(weights[i]);
        sum += (double) weights[i] * x[7 + i];
        squares += weights[i] * Math.pow(x[7 + i] - 0.25, 2);
      }
    }
    assertThat(kernels.sum(weights, x, 7, count)).isCloseTo(sum, Offset.offset(1e-5));
    assertThat(kernels.squares(weights, x, 7, 0.25f, count))
        .isCloseTo(squares, Offset.offset(2e-5));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void plansAreTheMeanAndItsNoiseWithinTheirBounds(Kernels kernels) {
    float[] noise = gaussian(new Random(4), 5 + 2 * Kernels.ROWS);
    float[] plans = filled(3 + 2 * Kernels.ROWS, 9);
    kernels.place(0.5f, 2, -1, 1, noise, 5, plans, 3, Kernels.ROWS);
    for (int i = 0; i < Kernels.ROWS; i++) {
      float expected = Math.max(-1, Math.min(1, 0.5f + 2 * noise[5 + i]));
      assertThat(plans[3 + i]).isEqualTo(expected);
    }
    assertThat(plans[2]).isEqualTo(9);
    assertThat(plans[3 + Kernels.ROWS]).isEqualTo(9);
  }

  private static float[] gaussian(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return values;
  }
}
