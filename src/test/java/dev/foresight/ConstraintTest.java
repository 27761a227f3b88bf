package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.engine.Feasibility;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chance constraint: what pays must not happen too often. */
@ExtendWith(KeptContext.class)
class ConstraintTest {
  private static final float NOISE = 0.1f;
  private static final ActionSpace BOX = ActionSpace.symmetric(1, 1);

  /** Further up is better, and the wall is at 1. */
  private static final WorldModel CLIMB = WorldModel.of(
          Equations.of(1, state(0).plus(action(0))).withNoise(constant(NOISE)))
      .withReward(next(0));

  private static final Expr BEYOND = next(0).greaterThan(1);
  private static final WorldModel WALL = CLIMB.withConstraint(BEYOND, 0.1f);

  private static PlannerConfig[] presets() {
    return new PlannerConfig[] {
      PlannerConfig.cem().withPlans(200, 20),
      PlannerConfig.icem().withPlans(200, 20),
      PlannerConfig.mppi().withPlans(500),
      PlannerConfig.random()
    };
  }

  private static PlannerConfig small(PlannerConfig preset) {
    return preset.withHorizon(4).withParticles(300).withSeed(3);
  }

  /** The share of 4000 fresh futures of a plan from 0 in which it goes beyond the wall. */
  private static double share(float[][] actions) {
    Random random = new Random(5);
    int violating = 0;
    for (int i = 0; i < 4000; i++) {
      double state = 0;
      boolean beyond = false;
      for (float[] action : actions) {
        state += action[0] + NOISE * random.nextGaussian();
        beyond |= state > 1;
      }
      violating += beyond ? 1 : 0;
    }
    return violating / 4000.0;
  }

  @ParameterizedTest
  @MethodSource("presets")
  void thePlanKeepsTheConstraintInFreshFutures(PlannerConfig preset) {
    try (Planner free = PlannerTest.on(CLIMB, BOX, small(preset)).build();
        Planner planner = PlannerTest.on(WALL, BOX, small(preset)).build()) {
      for (int call = 0; call < 4; call++) {
        Plan wild = free.plan(new float[1]);
        assertThat(share(wild.actions())).isGreaterThan(0.5);
        assertThat(wild.violation()).isZero();
        Plan plan = planner.plan(new float[1]);
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
        assertThat(plan.violation()).isLessThanOrEqualTo(0.1f);
        assertThat(share(plan.actions()))
            .isCloseTo(plan.violation(), within(0.08))
            .isLessThan(0.17);
      }
    }
  }

  @Test
  void aMeanOfPlansThatKeepTheConstraintNeedNotKeepIt() {
    // Left or right of an obstacle, never through it.
    WorldModel split = WorldModel.of(Equations.of(1, state(0).plus(action(0))))
        .withReward(next(0).abs())
        .withConstraint(next(0).abs().lessThan(0.3f), 0);
    PlannerConfig config = PlannerConfig.mppi().withHorizon(2).withPlans(300);
    try (Planner planner = PlannerTest.on(split, BOX, config).build()) {
      Plan plan = planner.plan(new float[1]);
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      assertThat(plan.violation()).isZero();
      assertThat(Math.abs(plan.action()[0])).isGreaterThanOrEqualTo(0.3f);
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void whereNoPlanKeepsTheConstraintTheLeastViolatingIsMarked(PlannerConfig preset) {
    // Down again by 1 at most: from 1.9 to about 0.9, beyond the wall in some of the futures.
    WorldModel model = WALL.withReward(constant(3));
    try (Planner planner =
        PlannerTest.on(model, BOX, small(preset).withHorizon(1)).build()) {
      Plan plan = planner.plan(new float[] {1.9f});
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.CONSTRAINT_VIOLATED);
      assertThat(plan.violation()).isGreaterThan(0.1f).isLessThan(0.4f);
      assertThat(plan.action()[0]).isLessThan(-0.9f);
      assertThat(plan.score()).isEqualTo(3);
      assertThat(planner.plan(new float[1]).outcome()).isEqualTo(Plan.Outcome.COMPLETE);
    }
  }

  @Test
  void aPlanThatWasNotEvaluatedSaysNothingOfViolations() {
    try (Planner planner =
        PlannerTest.on(WALL, BOX, small(PlannerConfig.cem().withPlans(20, 4))).build()) {
      Plan plan = planner.plan(new float[] {9}, Duration.ZERO);
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
      assertThat(plan.violation()).isNaN();
      assertThat(plan.score()).isNaN();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void devicesPlanAlike(Backend backend) {
    Devices.assume(backend);
    PlannerConfig config =
        small(PlannerConfig.icem()).withHorizon(3).withParticles(9).withPlans(32, 6);
    try (Planner expected = PlannerTest.on(WALL, BOX, config).build();
        Planner planner = Planner.builder(WALL, BOX, config).backend(backend).build()) {
      for (int call = 0; call < 3; call++) {
        Plan here = expected.plan(new float[] {call * 0.9f});
        Plan there = planner.plan(new float[] {call * 0.9f});
        assertThat(there.outcome()).isEqualTo(here.outcome());
        assertThat(there.violation()).isEqualTo(here.violation());
        assertThat(there.score()).isCloseTo(here.score(), within(1e-4f));
      }
    }
  }

  @Test
  void aConstraintCannotComeOrGo() {
    try (Planner planner =
        PlannerTest.on(WALL, BOX, small(PlannerConfig.icem())).build()) {
      planner.update(WALL.withConstraint(next(0).greaterThan(2), 0.5f));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> planner.update(CLIMB))
          .withMessage(
              "the new model has 0 constraints, the old one 1; open another planner for it");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.01f, 1, Float.NaN})
  void theProbabilityIsAShare(float probability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CLIMB.withConstraint(BEYOND, probability))
        .withMessage(
            "constraint probability is " + probability + "; it must be at least 0 and below 1");
  }

  @Test
  void theFormulaReadsWhatIsThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CLIMB.withConstraint(next(1), 0))
        .withMessageContaining("violated")
        .withMessageContaining("next(1)");
    assertThat(CLIMB.constraint().present()).isFalse();
    assertThat(WALL.withReward(state(0)).constraint()).isEqualTo(new Constraint(BEYOND, 0.1f));
    assertThat(CLIMB.withConstraint(constant(1), 0).constraint().present()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.05,20,1", "0.05,19,0", "0.3,10,3", "0,7,0", "0.99,100,99", "0.1,1,0", "0.7,10,7"})
  void aShareOfTheFuturesMayViolate(float probability, int particles, int allowed) {
    assertThat(Feasibility.allowed(new Constraint(BEYOND, probability), particles))
        .isEqualTo(allowed);
  }
}
