package dev.foresight;

import static dev.foresight.Expr.action;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final ActionSpace BOX = new ActionSpace(new float[] {-1}, new float[] {3});
  private static final float[] START = {0};

  /** Takes so long for each plan and step. */
  private record Slow(IntSupplier microseconds) implements Simulator {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public int actionSize() {
      return 1;
    }

    @Override
    public void step(float[] states, float[] actions, float[] next, int rows) {
      long end = System.nanoTime() + rows * TimeUnit.MICROSECONDS.toNanos(microseconds.getAsInt());
      System.arraycopy(states, 0, next, 0, rows);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }

  private static Planner planner(PlannerConfig config, int microseconds) {
    WorldModel model =
        WorldModel.of(new Slow(() -> microseconds)).withReward(action(0).negated());
    return PlannerTest.on(model, BOX, config.withPlans(20, 2).withHorizon(4)).build();
  }

  @Test
  void aDeadlineAlreadyPastGivesTheLastPlanMovedOneStepOn() {
    for (PlannerConfig config :
        List.of(PlannerConfig.cem(), PlannerConfig.icem(), PlannerConfig.random())) {
      for (Duration past :
          List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
        try (Planner planner = planner(config, 0)) {
          Plan before = planner.plan(START);
          Plan plan = planner.plan(START, past);
          assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
          assertThat(plan.iterations()).isZero();
          assertThat(plan.score()).isNaN();
          assertThat(plan.epistemic()).isNaN();
          assertThat(plan.aleatoric()).isNaN();
          float[][] moved = PlannerTest.movedOn(before.actions(), config, 1);
          assertThat(plan.actions()).isDeepEqualTo(moved);
          assertThat(planner.plan(START, past).actions())
              .isDeepEqualTo(PlannerTest.movedOn(moved, config, 1));
          assertThat(planner.plan(START).outcome()).isEqualTo(Plan.Outcome.COMPLETE);
        }
      }
    }
  }

  @Test
  void withoutALastPlanADeadlineAlreadyPastGivesTheMiddleOfTheActionSpace() {
    try (Planner planner = planner(PlannerConfig.icem(), 0)) {
      Plan plan = planner.plan(START, Duration.ZERO);
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
      assertThat(plan.actions()).isDeepEqualTo(new float[][] {{1}, {1}, {1}, {1}});
    }
  }

  @Test
  void aFarDeadlineChangesNothing() {
    for (Duration far : List.of(Duration.ofHours(1), Duration.ofSeconds(Long.MAX_VALUE))) {
      try (Planner planner = planner(PlannerConfig.icem(), 0);
          Planner without = planner(PlannerConfig.icem(), 0)) {
        assertThat(planner.plan(START, far))
            .usingRecursiveComparison()
            .isEqualTo(without.plan(START));
      }
    }
  }

  @Test
  void aRoundThatWouldNotBeDoneInTimeIsNotStarted() {
    // A round of 20 plans takes 4 ms or more, all hundred of them 0.4 s.
    try (Planner planner = planner(PlannerConfig.cem().withIterations(100), 50)) {
      Plan plan = planner.plan(START, Duration.ofMillis(60));
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
      assertThat(plan.iterations()).isBetween(1, 30);
    }
  }

  @Test
  void theVeryFirstRoundStartsUnlessTheDeadlineIsPast() {
    try (Planner planner = planner(PlannerConfig.cem(), 2000)) {
      Plan plan = planner.plan(START, Duration.ofMillis(100));
      assertThat(plan.iterations()).isEqualTo(1);
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
      assertThat(plan.score()).isNaN();
      // A round takes 160 ms, as it knows by now.
      assertThat(planner.plan(START, Duration.ofMillis(50)).iterations()).isZero();
    }
  }

  @Test
  void oneSlowRoundDoesNotKeepThePlannerFromPlanningForGood() {
    AtomicBoolean slow = new AtomicBoolean(true);
    Simulator once = new Slow(() -> slow.getAndSet(false) ? 50_000 : 0);
    try (Planner planner = PlannerTest.on(
            WorldModel.of(once), BOX, PlannerConfig.cem().withPlans(20, 2))
        .build()) {
      assertThat(planner.plan(START, Duration.ofMillis(100)).iterations()).isEqualTo(1);
      int last = 0;
      for (int call = 0; call < 20; call++) {
        last = planner.plan(START, Duration.ofMillis(100)).iterations();
      }
      assertThat(last).isPositive();
    }
  }

  @Test
  void aRoundThatTakesMuchLongerThanItDidIsGivenUp() {
    AtomicInteger microseconds = new AtomicInteger(0);
    Simulator changing = new Slow(microseconds::get);
    PlannerConfig config = PlannerConfig.cem().withPlans(20, 2).withHorizon(100);
    try (Planner planner = PlannerTest.on(
            WorldModel.of(changing).withReward(action(0).negated()), BOX, config)
        .build()) {
      planner.warmUp();
      Plan before = planner.plan(START, Duration.ofSeconds(10));
      assertThat(before.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      // From now on a round takes 20 seconds or more.
      microseconds.set(10_000);
      long start = System.nanoTime();
      Plan plan = planner.plan(START, Duration.ofMillis(100));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
      assertThat(plan.iterations()).isZero();
      assertThat(plan.actions()).isDeepEqualTo(PlannerTest.movedOn(before.actions(), config, 1));
      microseconds.set(0);
      assertThat(planner.plan(START).outcome()).isEqualTo(Plan.Outcome.COMPLETE);
    }
  }
}
