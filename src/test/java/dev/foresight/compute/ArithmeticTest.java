package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both versions of the kernels' arithmetic against that of Java, special values among the others. */
class ArithmeticTest {
  static Stream<Kernels> versions() {
    return Stream.of(Kernels.create(), new PlainKernels());
  }

  private interface Pair {
    void apply(float[] a, float[] b, float[] y, int count);
  }

  private static void same(Pair pair, BinaryOperator<Float> plain) {
    float inf = Float.POSITIVE_INFINITY;
    float[] odd = {0, -0f, 1, -2.5f, inf, -inf, Float.NaN, 1e-42f, Float.MAX_VALUE, 3e-30f};
    float[] a = filled(4 * Kernels.ROWS, 1);
    float[] b = filled(4 * Kernels.ROWS, 2);
    for (int i = 0; i < odd.length * odd.length; i++) {
      a[i] = odd[i / odd.length];
      b[i] = odd[i % odd.length];
    }
    float[] y = new float[a.length];
    pair.apply(a, b, y, y.length);
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).as("of %s and %s", a[i], b[i]).isEqualTo(plain.apply(a[i], b[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void arithmeticIsThatOfJava(Kernels kernels) {
    same(kernels::add, (a, b) -> a + b);
    same(kernels::subtract, (a, b) -> a - b);
    same(kernels::multiply, (a, b) -> a * b);
    same(kernels::divide, (a, b) -> a / b);
    same(kernels::less, (a, b) -> a < b ? 1f : 0f);
    same((a, b, y, n) -> kernels.choose(a, b, filled(n, 7), y, n), (a, b) -> a != 0 ? b : 7);
    same(
        (a, b, y, n) -> {
          System.arraycopy(b, 0, y, 0, n);
          kernels.choose(a, filled(n, 7), y, y, n);
        },
        (a, b) -> a != 0 ? 7 : b);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aFlawInAnyRowMarksItsColumnAlone(Kernels kernels) {
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int size = 1; size <= 9; size++) {
      for (int flawed = 0; flawed < size; flawed++) {
        float[][] rows = new float[size][];
        Arrays.setAll(rows, i -> filled(Kernels.ROWS, -Float.MAX_VALUE));
        rows[flawed][3 * flawed + 1] = bad[flawed % 3];
        float[] y = filled(Kernels.ROWS, Float.NaN);
        kernels.flaws(rows, y, Kernels.ROWS);
        for (int i = 0; i < Kernels.ROWS; i++) {
          assertThat(y[i] == 0)
              .as("row %d of %d at %d", flawed, size, i)
              .isEqualTo(i != 3 * flawed + 1);
          assertThat(y[i] != 0).isEqualTo(Float.isNaN(y[i]));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void onlyPlansThatLiveEarn(Kernels kernels) {
    float[] reward = filled(Kernels.ROWS, 3);
    float[] flaw = new float[Kernels.ROWS];
    float[] alive = filled(Kernels.ROWS, 1);
    float[] returns = filled(Kernels.ROWS, 10);
    reward[5] = Float.NaN;
    flaw[6] = Float.NaN;
    reward[7] = Float.NaN;
    flaw[8] = Float.NaN;
    alive[5] = 0;
    alive[6] = 0;
    kernels.earn(0.5f, reward, flaw, alive, returns, Kernels.ROWS);
    float[] expected = filled(Kernels.ROWS, 11.5f);
    expected[5] = 10;
    expected[6] = 10;
    expected[7] = Float.NaN;
    expected[8] = Float.NaN;
    assertThat(returns).isEqualTo(expected);
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }
}
