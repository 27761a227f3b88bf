package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskTest {
  @ParameterizedTest
  @ValueSource(floats = {0, -0.5f, 1.01f, Float.NaN})
  void cvarTakesAShareOfTheFutures(float alpha) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.cvar(alpha))
        .withMessage("risk alpha is " + alpha + "; it must be above 0 and at most 1");
  }

  @Test
  void everyFutureMayCount() {
    assertThat(Risk.cvar(1)).isEqualTo(new Risk.Cvar(1));
  }

  @Test
  void attitudesMustBeFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.entropic(Float.POSITIVE_INFINITY))
        .withMessage("risk theta is Infinity; it must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.entropic(0))
        .withMessage("risk theta is 0; use Risk.mean() for a neutral attitude");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.meanStd(Float.NaN))
        .withMessage("risk kappa is NaN; it must be finite");
  }
}
