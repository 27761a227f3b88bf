package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormaliserTest {
  private static final int[] ALL = {0, 1, 2, 3};

  @Test
  void chosenRowsGetMeanZeroAndDeviationOne() {
    float[][] rows = {{1, -4}, {3, 0}, {5, 2}, {7, 10}, {999, 999}};
    Normaliser normaliser = Normaliser.of(rows, ALL);
    assertThat(normaliser.mean()).containsExactly(4, 2);
    assertThat(normaliser.std())
        .containsExactly(new double[] {Math.sqrt(5), Math.sqrt(26)}, within(1e-12));
    normaliser.apply(rows);
    assertThat(rows[0])
        .containsExactly(
            new float[] {-3 / (float) Math.sqrt(5), -6 / (float) Math.sqrt(26)}, within(1e-6f));
  }

  @Test
  void constantColumnsKeepTheirScale() {
    float rounding = Math.nextUp(1000f);
    float[][] rows = {
      {5, 1000, 0, 1e-8f}, {5, rounding, 0, -1e-8f}, {5, 1000, 0, 0}, {5, 1000, 0, 0}
    };
    Normaliser normaliser = Normaliser.of(rows, ALL);
    assertThat(normaliser.constant()).containsExactly(true, true, true, false);
    assertThat(normaliser.std()[0]).isEqualTo(1);
    assertThat(normaliser.std()[1]).isEqualTo(1);
    assertThat(normaliser.std()[2]).isEqualTo(1);
    assertThat(normaliser.std()[3]).isCloseTo(1e-8 / Math.sqrt(2), within(1e-12));
    normaliser.apply(rows);
    assertThat(rows[0][0]).isZero();
  }
}
