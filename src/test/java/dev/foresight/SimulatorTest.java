package dev.foresight;

import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
  private static final ActionSpace BOX = ActionSpace.symmetric(1, 1);

  /** Adds the action to the state, unless told to do otherwise with it. */
  private static final class Adder implements Simulator {
    private volatile Function<Float, Float> twist = a -> a;
    private final AtomicInteger steps = new AtomicInteger();

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
      steps.addAndGet(rows);
      for (int r = 0; r < rows; r++) {
        next[r] = states[r] + twist.apply(actions[r]);
      }
    }
  }

  private final Adder adder = new Adder();

  private Planner planner(PlannerConfig config) {
    WorldModel model = WorldModel.of(adder).withReward(next(0));
    return PlannerTest.on(model, BOX, config.withPlans(300, 30).withHorizon(5)).build();
  }

  @Test
  void plansThroughJavaCode() {
    try (Planner planner = planner(PlannerConfig.cem().withIterations(10))) {
      Plan plan = planner.plan(new float[] {0});
      assertThat(plan.score()).isBetween(13f, 15f);
      assertThat(plan.epistemic()).isZero();
      assertThat(plan.aleatoric()).isZero();
    }
  }

  @Test
  void anExceptionEndsThePlanWithItsCauseAndThePlannerGoesOn() {
    try (Planner planner = planner(PlannerConfig.icem())) {
      float before = planner.plan(new float[] {0}).score();
      IllegalStateException problem = new IllegalStateException("no fuel");
      adder.twist = a -> {
        throw problem;
      };
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> planner.plan(new float[] {0}))
            .isInstanceOf(BackendException.class)
            .hasMessageContaining("simulator")
            .hasMessageContaining("no fuel")
            .hasCause(problem);
      }
      adder.twist = a -> a;
      Plan plan = planner.plan(new float[] {0});
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      assertThat(plan.score()).isGreaterThan(before - 1);
    }
  }

  @Test
  @Timeout(60)
  void anExceptionInAnyStepOfAnyPlanReachesTheCaller() {
    PlannerConfig config = PlannerConfig.random().withPlans(8).withHorizon(6);
    WorldModel model = WorldModel.of(adder).withReward(next(0));
    try (Planner planner = PlannerTest.on(model, BOX, config).threads(3).build()) {
      for (int call = 0; call < 48; call++) {
        AtomicInteger left = new AtomicInteger(call);
        adder.twist = a -> {
          if (left.getAndDecrement() == 0) {
            throw new IllegalStateException("no fuel");
          }
          return a;
        };
        assertThatThrownBy(() -> planner.plan(new float[] {0})).hasMessageContaining("no fuel");
      }
      adder.twist = a -> a;
      assertThat(planner.plan(new float[] {0}).outcome()).isEqualTo(Plan.Outcome.COMPLETE);
    }
  }

  @Test
  void threadsShareEvenThreePlansEvenly() {
    PlannerConfig config = PlannerConfig.random().withPlans(3).withHorizon(16);
    WorldModel model = WorldModel.of(adder).withReward(next(0));
    try (Planner planner = PlannerTest.on(model, BOX, config).threads(2).build()) {
      int mostOfOne = 48;
      for (int call = 0; call < 5; call++) {
        Map<Thread, Integer> steps = new ConcurrentHashMap<>();
        adder.twist = a -> {
          steps.merge(Thread.currentThread(), 1, Integer::sum);
          LockSupport.parkNanos(1_000_000);
          return a;
        };
        planner.plan(new float[] {0});
        assertThat(steps.values().stream().mapToInt(i -> i).sum()).isEqualTo(48);
        mostOfOne = Math.min(mostOfOne, Collections.max(steps.values()));
      }
      // If a plan stayed with its thread, one would make 32 of the 48 steps.
      assertThat(mostOfOne).isBetween(24, 28);
    }
  }

  @Test
  void whereSomeStatesAreNanThePlanKeepsAway() {
    adder.twist = a -> a > 0.25f ? Float.NaN : a;
    try (Planner planner = planner(PlannerConfig.cem().withMomentum(0))) {
      Plan plan = planner.plan(new float[] {0});
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      for (float[] action : plan.actions()) {
        assertThat(action[0]).isBetween(-1f, 0.25f);
      }
      assertThat(plan.score()).isFinite();
    }
  }

  @Test
  void whereEveryStateIsNanThePlanIsTheLastOneMovedOn() {
    for (PlannerConfig config : new PlannerConfig[] {
      PlannerConfig.cem(), PlannerConfig.icem(), PlannerConfig.mppi(), PlannerConfig.random()
    }) {
      adder.twist = a -> a;
      try (Planner planner = planner(config)) {
        float[][] before = planner.plan(new float[] {0}).actions();
        adder.twist = a -> Float.NaN;
        Plan plan = planner.plan(new float[] {0});
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.NO_FINITE_RETURN);
        assertThat(plan.score()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(plan.actions()).isDeepEqualTo(PlannerTest.movedOn(before, config, 0));
        adder.twist = a -> a;
        assertThat(planner.plan(new float[] {0}).outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      }
    }
  }

  @Test
  void aPlannerThatNeverSawAFiniteReturnStaysInTheMiddle() {
    adder.twist = a -> Float.NaN;
    try (Planner planner = planner(PlannerConfig.mppi())) {
      for (int i = 0; i < 3; i++) {
        Plan plan = planner.plan(new float[] {0});
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.NO_FINITE_RETURN);
        assertThat(plan.actions()).isDeepEqualTo(new float[5][1]);
      }
      Plan late = planner.plan(new float[] {0}, Duration.ZERO);
      assertThat(late.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
    }
  }

  @Test
  void theExampleBringsAPuckAroundAWall(@TempDir Path folder) throws Exception {
    // worst of seeds 0 to 5: 0.13; it starts 1.2 m away
    String printed = Program.run(Path.of("examples", "OwnSimulator.java"), folder);
    double metres = Double.parseDouble(printed.replaceAll("(?s).*place: (\\S+).*", "$1"));
    assertThat(metres).isLessThan(0.15);
  }

  @Test
  void theBestPlanOfTheLastRoundIsNotSimulatedAgain() {
    PlannerConfig config = PlannerConfig.predictiveSampling().withPlans(7).withHorizon(5);
    WorldModel model = WorldModel.of(adder).withReward(next(0));
    try (Planner planner = PlannerTest.on(model, BOX, config).problems(2).build()) {
      float[][] states = {{0}, {3}};
      for (int call = 0; call < 3; call++) {
        adder.steps.set(0);
        Plan[] plans = planner.planAll(states);
        assertThat(adder.steps.get()).isEqualTo(2 * 7 * 5);
        for (int b = 0; b < 2; b++) {
          float sum = 0;
          float at = states[b][0];
          for (float[] action : plans[b].actions()) {
            sum += at += action[0];
          }
          assertThat(plans[b].score()).isCloseTo(sum, within(1e-4f));
        }
      }
    }
  }

  @Test
  void plansThatEndedOrBrokeDownCostNothingMore() {
    WorldModel model = WorldModel.of(adder).withTermination(state(0).greaterThan(1.5f));
    PlannerConfig config = PlannerConfig.random().withPlans(100).withHorizon(50);
    float[] state = {0};
    adder.twist = a -> a > 0.5f ? Float.NaN : 1;
    try (Planner planner = PlannerTest.on(model, BOX, config).build()) {
      planner.plan(state);
    }
    // The 100 plans end in their third step, if they do not break down.
    assertThat(adder.steps.get()).isBetween(100, 3 * 100);
  }
}
