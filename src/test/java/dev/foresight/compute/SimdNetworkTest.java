package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Activation;
import dev.foresight.Network;
import dev.foresight.Precision;
import dev.foresight.engine.Required;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks in native code, with every kind of vectors that this processor has, against double precision. */
class SimdNetworkTest {
  @BeforeAll
  static void needsTheLibrary() {
    Required.orSkip("simd", Simd.whyNot());
  }

  private static Network network(Random random, Activation activation, int... sizes) {
    List<Network.Layer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      float[] weights = random(random, sizes[i - 1] * sizes[i]);
      layers.add(
          new Network.Layer(sizes[i - 1], sizes[i], weights, random(random, sizes[i]), activation));
    }
    return new Network(layers);
  }

  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** With factors rounded as the vectors round them, and nothing else. */
  private static double[] exactly(Simd simd, Network network, float[] x, int row, int rows) {
    double[] in = new double[network.inputs()];
    for (int i = 0; i < in.length; i++) {
      in[i] = x[i * rows + row];
    }
    for (Network.Layer layer : network.layers()) {
      for (int i = 0; i < in.length; i++) {
        in[i] = rounded(simd, (float) in[i]);
      }
      double[] out = new double[layer.outputs()];
      for (int o = 0; o < out.length; o++) {
        double sum = layer.bias()[o];
        for (int i = 0; i < in.length; i++) {
          sum += in[i] * rounded(simd, layer.weights()[o * in.length + i]);
        }
        out[o] = activate(layer.activation(), sum);
      }
      in = out;
    }
    return in;
  }

  private static float rounded(Simd simd, float x) {
    return simd.precision() == Precision.BF16
        ? Float.intBitsToFloat(Rounded.bfloat16(x, 0) << 16)
        : x;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SILU -> x / (1 + Math.exp(-x));
    };
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void networksOfEveryShapeGiveWhatTheyShould(Activation activation) {
    int[][] shapes = {{1, 1}, {3, 5, 2}, {7, 6, 8, 13}, {4, 33, 31, 1}, {24, 100, 101, 36}};
    Random random = new Random(1);
    for (Simd simd : Simd.here()) {
      // Between two layers, what is between two numbers of bfloat16 may be rounded to either.
      double bound = simd.precision() == Precision.BF16 ? 2e-3 : 1e-5;
      for (int[] shape : shapes) {
        for (int rows = 32; rows <= 96; rows += 64) {
          Network network = network(random, activation, shape);
          SimdNetwork packed = SimdNetwork.pack(simd, network);
          float[] x = random(random, network.inputs() * rows);
          float[] y = new float[network.outputs() * rows];
          packed.apply(packed.scratch(rows), x, y, rows);
          for (int row = 0; row < rows; row++) {
            double[] expected = exactly(simd, network, x, row, rows);
            for (int o = 0; o < expected.length; o++) {
              double scale = Math.max(50, Math.abs(expected[o]));
              assertThat(Math.abs(y[o * rows + row] - expected[o]) / scale)
                  .as("%s, %s, row %d of %d, output %d", simd, network, row, rows, o)
                  .isLessThan(bound);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAreAccurateAndKeepNaN(Activation activation) {
    Network itself =
        new Network(List.of(new Network.Layer(1, 1, new float[] {1}, new float[] {0}, activation)));
    int rows = 32 * 100;
    for (Simd simd : Simd.here()) {
      SimdNetwork packed = SimdNetwork.pack(simd, itself);
      float[] x = new float[rows];
      for (int i = 0; i < rows; i++) {
        x[i] = (i - rows / 2) * (100f / rows);
      }
      x[1] = Float.NaN;
      float[] y = new float[rows];
      packed.apply(packed.scratch(rows), x, y, rows);
      assertThat(y[1]).as("%s of NaN", activation).isNaN();
      y[1] = 0;
      for (int i = 0; i < rows; i++) {
        double expected = i == 1 ? 0 : activate(activation, rounded(simd, x[i]));
        assertThat(Math.abs(y[i] - expected) / Math.max(1, Math.abs(expected)))
            .as("%s, %s of %s: %s", simd, activation, x[i], y[i])
            .isLessThan(2e-7);
      }
    }
  }

  @Test
  void arraysThatAreTooShortAreRefused() {
    Network network = network(new Random(1), Activation.SILU, 3, 9, 2);
    SimdNetwork packed = SimdNetwork.pack(Simd.fastest(Precision.FP32).orElseThrow(), network);
    ByteBuffer scratch = packed.scratch(32);
    float[] x = new float[3 * 32];
    assertThatThrownBy(() -> packed.apply(scratch, x, new float[63], 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of 96 floats, has 3 each, y, of 63 floats, has 2 each");
    assertThatThrownBy(() -> packed.apply(scratch, x, x, 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows is 31");
    assertThatThrownBy(() -> packed.apply(scratch, new float[3 * 64], new float[3 * 64], 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows is 64");
  }
}
