package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LimitsTest {
  private final GaussianHead head = new GaussianHead(1, 0);
  private final Limits limits = new Limits(1, 1);

  private void step(int step, double byMin, double byMax) {
    head.begin(limits.min(step), limits.max(step));
    head.minGradient()[0] = byMin;
    head.maxGradient()[0] = byMax;
    limits.gradient(0, step, head);
    limits.update(step, 0.01);
  }

  @Test
  void startWhereThoseOfPetsDo() {
    assertThat(limits.min(0)).containsExactly(-10);
    assertThat(limits.max(0)).containsExactly(0.5);
  }

  @Test
  void aStepSeesWhatTheLastButOneLedTo() {
    step(0, 0, 0);
    assertThat(limits.min(1)).containsExactly(-10);
    assertThat(limits.min(2)[0]).isCloseTo(-9.99, within(1e-6));
    assertThat(limits.max(2)[0]).isCloseTo(0.49, within(1e-6));
    step(1, 0, 0);
    assertThat(limits.min(2)[0]).isCloseTo(-9.99, within(1e-6));
    assertThat(limits.min(3)[0]).isCloseTo(-9.98, within(1e-6));
    limits.settle(2);
    assertThat(limits.min(0)[0]).isCloseTo(-9.98, within(1e-6));
    assertThat(limits.min(1)[0]).isCloseTo(-9.98, within(1e-6));
  }

  @Test
  void theLossMovesThemAgainstThePenaltyWhereItIsStronger() {
    for (int step = 0; step < 300; step++) {
      step(step, 0.02, -0.02);
    }
    limits.settle(300);
    assertThat(limits.min(0)[0]).isCloseTo(-13, within(1e-3));
    assertThat(limits.max(0)[0]).isCloseTo(3.5, within(1e-3));
  }
}
