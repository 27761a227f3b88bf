package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class PlannerLifeTest {
  private static final WorldModel CART = WorldModel.of(
          Equations.of(1, Expr.state(0).plus(Expr.action(0))))
      .withReward(Expr.next(0).squared().negated());
  private static final ActionSpace UNIT = ActionSpace.symmetric(1, 1);

  @Test
  void aClosedPlannerSaysSo() {
    Planner planner = Planner.create(CART, UNIT, PlannerConfig.icem());
    planner.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> planner.plan(new float[1]))
        .withMessageContaining("closed");
  }

  @Test
  void aPlannerTooLargeForAnArrayNamesItAndTheRemedy() {
    PlannerConfig config = PlannerConfig.cem().withPlans(1 << 20).withHorizon(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Planner.create(CART, UNIT, config))
        .withMessageContaining("1048576 plans of 10000 steps take")
        .withMessageContaining("fewer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Planner.builder(CART, UNIT, config).memory(1L << 50).build())
        .withMessageContaining("PLANS")
        .withMessageContaining("fewer");
  }

  @Test
  void plannersInAThousandLivesLeaveNoThreadBehind() throws InterruptedException {
    PlannerConfig tiny = PlannerConfig.icem().withPlans(8, 2).withHorizon(3).withIterations(1);
    for (int i = 0; i < 1000; i++) {
      try (Planner planner = Planner.builder(CART, UNIT, tiny).threads(2).build()) {
        planner.plan(new float[] {i});
      }
    }
    long end = System.nanoTime() + 10_000_000_000L;
    while (foresightThreads() > 50 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(foresightThreads()).isLessThanOrEqualTo(50);
  }

  private static long foresightThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("foresight-"))
        .count();
  }
}
