package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionSpaceTest {
  @Test
  void symmetricBoundsMirrorEachOther() {
    ActionSpace space = ActionSpace.symmetric(2, 1.5f);
    assertThat(space.size()).isEqualTo(2);
    assertThat(space.low()).containsExactly(-1.5f, -1.5f);
    assertThat(space.high()).containsExactly(1.5f, 1.5f);
  }

  @Test
  void boundsCannotBeChangedFromOutside() {
    float[] low = {-1};
    float[] high = {1};
    ActionSpace space = new ActionSpace(low, high);
    low[0] = 9;
    high[0] = 9;
    space.low()[0] = 9;
    space.high()[0] = 9;
    assertThat(space).isEqualTo(ActionSpace.symmetric(1, 1));
    assertThat(space).hasSameHashCodeAs(ActionSpace.symmetric(1, 1));
    assertThat(space).isNotEqualTo(ActionSpace.symmetric(1, 2));
    assertThat(space).hasToString("ActionSpace[low=[-1.0], high=[1.0]]");
  }

  @Test
  void anActionMayBeFixed() {
    assertThat(ActionSpace.symmetric(1, 0).high()).containsExactly(0);
  }

  @Test
  void actionsMayHaveARate() {
    ActionSpace box = ActionSpace.symmetric(2, 1);
    float[] perStep = {0.5f, Float.POSITIVE_INFINITY};
    ActionSpace slow = box.withRate(perStep);
    perStep[0] = 9;
    slow.rate()[0] = 9;
    assertThat(slow.rate()).containsExactly(0.5f, Float.POSITIVE_INFINITY);
    assertThat(slow.limited()).isTrue();
    assertThat(slow).isNotEqualTo(box).isEqualTo(box.withRate(0.5f, Float.POSITIVE_INFINITY));
    assertThat(slow)
        .hasToString("ActionSpace[low=[-1.0, -1.0], high=[1.0, 1.0], rate=[0.5, Infinity]]");
    assertThat(box.rate()).isEmpty();
    assertThat(box.limited()).isFalse();
    assertThat(box.withRate(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY)).isEqualTo(box);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.NEGATIVE_INFINITY})
  void aRateIsAboveZero(float rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActionSpace.symmetric(2, 1).withRate(1, rate))
        .withMessage("rate[1] is " + rate + "; it must be above 0 (infinity: the action may jump)");
  }

  @Test
  void everyActionHasARateOrNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActionSpace.symmetric(2, 1).withRate(1))
        .withMessage("rate has length 1; the action space has 2");
  }

  @Test
  void badBoundsAreRefusedByName() {
    refused(new float[] {}, new float[] {}, "action space size is 0; it must be at least 1");
    refused(new float[] {0}, new float[] {1, 2}, "high has length 2; low has 1");
    refused(
        new float[] {0, Float.NaN},
        new float[] {1, 2},
        "low[1] is NaN; it must be between -1.0E30 and 1.0E30");
    refused(
        new float[] {0},
        new float[] {Float.POSITIVE_INFINITY},
        "high[0] is Infinity; it must be between -1.0E30 and 1.0E30");
    refused(
        new float[] {0, 3}, new float[] {1, 2}, "low[1] is 3.0, above high[1] = 2.0; swap them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActionSpace.symmetric(-1, 1))
        .withMessage("action space size is -1; it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActionSpace.symmetric(1, -2))
        .withMessageContaining("low[0] is 2.0, above high[0] = -2.0");
  }

  private static void refused(float[] low, float[] high, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActionSpace(low, high))
        .withMessage(problem);
  }
}
