package dev.foresight;

import static dev.foresight.Expr.action;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlannerStatsTest {
  private static Planner planner(int problems) {
    WorldModel model =
        WorldModel.of(Equations.of(1, Expr.state(0).plus(action(0)))).withReward(action(0));
    PlannerConfig config = PlannerConfig.icem().withPlans(40, 4).withHorizon(6).withIterations(2);
    return Planner.builder(model, ActionSpace.symmetric(1, 1), config)
        .backend(Backend.CPU)
        .problems(problems)
        .build();
  }

  @Test
  void everythingThatIsRolledOutIsCounted() {
    try (Planner planner = planner(3)) {
      assertThat(planner.stats())
          .isEqualTo(
              new PlannerStats(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
      planner.planAll(new float[3][1]);
      planner.planAll(new float[3][1]);
      PlannerStats stats = planner.stats();
      assertThat(stats.calls()).isEqualTo(2);
      assertThat(stats.rounds()).isEqualTo(4);
      assertThat(stats.plans()).isEqualTo(2 * 3 * (40 + 32 + 1));
      assertThat(stats.evaluations()).isEqualTo(stats.plans() * 6);
      assertThat(stats.cutShort()).isZero();
      assertThat(stats.late()).isZero();
      assertThat(stats.longest()).isPositive();
      assertThat(stats.planning()).isGreaterThan(stats.longest());
    }
  }

  @Test
  void callsThatADeadlineCutsShortAndThoseThatMissItAreCounted() {
    try (Planner planner = planner(1)) {
      float[] start = {0};
      planner.plan(start, Duration.ofMinutes(1));
      planner.plan(start, Duration.ZERO);
      PlannerStats stats = planner.stats();
      assertThat(stats.calls()).isEqualTo(2);
      assertThat(stats.cutShort()).isEqualTo(1);
      assertThat(stats.late()).isEqualTo(1);
      assertThat(stats.latest()).isPositive();
    }
  }

  @Test
  void warmingUpIsNotCounted() {
    try (Planner planner = planner(1)) {
      planner.warmUp();
      assertThat(planner.stats().calls()).isZero();
    }
  }
}
