package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Precision;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every version of what training takes of a layer against double precision; around the results nothing is written. */
class GradientsTest {
  private static final float UNTOUCHED = 77;

  private final Random random = new Random(5);

  private static List<Gradients> versions(int inputs, int outputs, int rows) {
    List<Gradients> versions = new ArrayList<>();
    Simd.here().forEach(simd -> versions.add(new SimdGradients(simd, inputs, outputs, rows)));
    if (Vectors.available()) {
      versions.add(Vectors.gradients(inputs, outputs));
    }
    versions.add(new PlainGradients(inputs, outputs));
    return versions;
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static float[] untouched(int count) {
    float[] numbers = new float[count];
    Arrays.fill(numbers, UNTOUCHED);
    return numbers;
  }

  private interface Cell {
    double of(int row, int column);
  }

  private static void check(
      String what, float[] result, int rows, int columns, int terms, Cell exact) {
    for (int i = 0; i < result.length; i++) {
      int r = i / columns;
      double expected = r < rows ? exact.of(r, i % columns) : UNTOUCHED;
      assertThat((double) result[i])
          .as("%s, row %d, column %d", what, r, i % columns)
          .isCloseTo(expected, within(3e-7 * (1 + terms)));
    }
  }

  @Test
  void theFastestThatIsThereIsTaken() {
    Gradients taken = Gradients.create(3, 4, 5);
    assertThat(taken).isInstanceOf(versions(3, 4, 5).get(0).getClass());
    if (Simd.fastest(Precision.FP32).isPresent()) {
      assertThat(taken).isInstanceOf(SimdGradients.class);
    }
  }

  /** Smaller than a tile of any processor, just a tile, and one more, in each direction. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 7, 3",
    "3, 40, 5",
    "40, 3, 5",
    "4, 16, 4",
    "5, 17, 5",
    "5, 33, 2",
    "24, 36, 33",
    "33, 50, 31",
    "48, 97, 64",
    "200, 200, 32"
  })
  void everyShapeAgainstPlainSums(int inputs, int outputs, int rows) {
    float[] x = numbers((rows + 2) * inputs);
    float[] w = numbers((inputs + 1) * outputs);
    float[] d = numbers((rows + 2) * outputs);
    float decay = 0.3f;
    for (Gradients gradients : versions(inputs, outputs, rows)) {
      String name = gradients.getClass().getSimpleName();
      for (int again = 0; again < 2; again++) {
        float[] y = untouched((rows + 2) * outputs);
        gradients.forward(x, w, y, rows);
        check(name + ".forward", y, rows, outputs, inputs, (r, j) -> {
          double sum = w[inputs * outputs + j];
          for (int k = 0; k < inputs; k++) {
            sum += (double) x[r * inputs + k] * w[k * outputs + j];
          }
          return sum;
        });
        float[] dx = untouched((rows + 2) * inputs);
        gradients.backward(d, w, dx, rows);
        check(name + ".backward", dx, rows, inputs, outputs, (r, k) -> {
          double sum = 0;
          for (int j = 0; j < outputs; j++) {
            sum += (double) d[r * outputs + j] * w[k * outputs + j];
          }
          return sum;
        });
        float[] weights = w.clone();
        float[] m1 = untouched((inputs + 2) * outputs);
        Arrays.fill(m1, 0, w.length, 0);
        gradients.descend(
            x, d, new Gradients.Step(decay, 0, 1), weights, m1, new float[w.length], rows);
        assertThat(weights).as("after a step of no length").containsExactly(w);
        check(name + ", moments", m1, inputs + 1, outputs, rows, (k, j) -> {
          double sum = k < inputs ? (double) decay * w[k * outputs + j] : 0;
          for (int r = 0; r < rows; r++) {
            sum += (k < inputs ? x[r * inputs + k] : 1.0) * d[r * outputs + j];
          }
          return 0.1 * sum;
        });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void valuesAndSlopesOfEveryActivation(Activation f) {
    int outputs = 101;
    for (Gradients gradients : versions(1, outputs, 2)) {
      float[] y = new float[2 * outputs];
      Arrays.fill(y, outputs, 2 * outputs, UNTOUCHED);
      for (int i = 0; i < outputs; i++) {
        y[i] = (float) at(i);
      }
      float[] slope = untouched(2 * outputs);
      gradients.activate(f, y, slope, 1);
      String name = gradients.getClass().getSimpleName();
      check(name + ", value", y, 1, outputs, 20, (r, i) -> value(f, at(i)));
      check(
          name + ", slope",
          slope,
          1,
          outputs,
          20,
          (r, i) -> (value(f, at(i) + 1e-4) - value(f, at(i) - 1e-4)) / 2e-4);
    }
  }

  private static double at(int i) {
    return (i - 50) * 0.37 + 0.01;
  }

  private static double value(Activation f, double x) {
    return switch (f) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SILU -> x / (1 + Math.exp(-x));
    };
  }

  @Test
  void aStepOfAdam() {
    int outputs = 37;
    float[] w = numbers(2 * outputs);
    float[] d = numbers(outputs);
    float[] m1 = numbers(2 * outputs);
    float[] m2 = numbers(2 * outputs);
    for (int i = 0; i < m2.length; i++) {
      m2[i] = Math.abs(m2[i]);
    }
    for (Gradients gradients : versions(1, outputs, 1)) {
      float[] weights = w.clone();
      float[] first = m1.clone();
      float[] second = m2.clone();
      Gradients.Step step = new Gradients.Step(0, 0.01f, 1e-3f);
      gradients.descend(new float[] {0.5f}, d, step, weights, first, second, 1);
      for (int i = 0; i < w.length; i++) {
        double g = i < outputs ? 0.5 * d[i] : d[i - outputs];
        double mean = 0.9 * m1[i] + 0.1 * g;
        double square = 0.999 * m2[i] + 0.001 * g * g;
        assertThat((double) first[i]).isCloseTo(mean, within(1e-6));
        assertThat((double) second[i]).isCloseTo(square, within(1e-6));
        assertThat((double) weights[i])
            .isCloseTo(w[i] - 0.01 * mean / (Math.sqrt(square) + 1e-3), within(1e-6));
      }
    }
  }

  @Test
  void nativeCodeRefusesWhatDoesNotFit() {
    float[] room = new float[100];
    for (Simd simd : Simd.here()) {
      Gradients gradients = new SimdGradients(simd, 3, 4, 5);
      float[] w = new float[16];
      for (int rows : new int[] {0, 6}) {
        assertThatThrownBy(() -> gradients.forward(room, w, room.clone(), rows))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("rows is " + rows + "; it must be from 1 to 5");
      }
      assertThatThrownBy(() -> gradients.backward(new float[19], w, room, 5))
          .isInstanceOf(IllegalArgumentException.class);
      Gradients.Step step = new Gradients.Step(0, 1, 1);
      assertThatThrownBy(() -> gradients.descend(room, room, step, room, w, w, 5))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> gradients.descend(room, room, step, w, w, new float[15], 5))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> gradients.activate(Activation.RELU, room, new float[19], 5))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void threadsThatComeAndGoLeaveNoMemory() throws Exception {
    float[] numbers = new float[(500 + 1) * 500];
    Gradients gradients = Gradients.create(500, 500, 32);
    long before = -1;
    for (int i = 0; i < 60; i++) {
      Thread thread = new Thread(() -> gradients.forward(numbers, numbers, numbers.clone(), 32));
      thread.start();
      thread.join();
      before = i == 0 ? directMemory() : before;
    }
    assertThat(directMemory()).as("of 60 threads").isLessThan(before + (8 << 20));
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
