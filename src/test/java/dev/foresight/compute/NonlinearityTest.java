package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NonlinearityTest {
  private static final float[] POINTS = points();

  private static float[] points() {
    float[] points = new float[20_001];
    for (int i = 0; i < points.length; i++) {
      points[i] = (i - 10_000) * 0.004f;
    }
    return points;
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void valuesAreThoseOfTheNetworkReference(Activation f) {
    float[] y = POINTS.clone();
    Nonlinearity.apply(f, y, new float[y.length], y.length);
    Network one = new Network(List.of(new Network.Layer(1, 1, new float[] {1}, new float[1], f)));
    for (int i = 0; i < y.length; i++) {
      float expected = one.apply(new float[] {POINTS[i]})[0];
      assertThat((double) y[i])
          .as("at %s", POINTS[i])
          .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(POINTS[i]))));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void notANumberStaysOne(Activation f) {
    float[] y = {Float.NaN};
    Nonlinearity.apply(f, y, new float[1], 1);
    assertThat(y[0]).isNaN();
  }
}
