package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Mistakes that other planners made, or were found to make: each has its test here, but for those of
 * {@link SampledSpreadTest} and {@link KnownUncertaintyMistakesTest}.
 */
class KnownMistakesTest {
  private static final ActionSpace UNIT = ActionSpace.symmetric(1, 1);
  private static final float[] ZERO = {0};

  /** A state that stays where it is, so that only actions matter. */
  private static WorldModel still(Expr reward) {
    return WorldModel.of(Equations.of(1, state(0))).withReward(reward);
  }

  private static PlannerConfig small(PlannerConfig preset) {
    return preset.withHorizon(3).withPlans(200).withParticles(1);
  }

  private static Plan plan(WorldModel model, ActionSpace box, PlannerConfig config) {
    try (Planner planner = PlannerTest.on(model, box, config).build()) {
      return planner.plan(new float[model.dynamics().stateSize()]);
    }
  }

  @Test
  void aNanReturnIsTheWorstThereIsAndNotTheBestOfNegativeOnes() {
    Expr nanAboveHalf = log(constant(0.5f).minus(action(0))).times(0);
    WorldModel model = still(action(0).minus(10).plus(nanAboveHalf));
    for (PlannerConfig preset : List.of(
        PlannerConfig.cem(), PlannerConfig.icem(), PlannerConfig.mppi(), PlannerConfig.random())) {
      Plan plan = plan(model, UNIT, small(preset));
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      assertThat(plan.score()).isBetween(-31f, -28.4f);
      for (float[] action : plan.actions()) {
        assertThat(action[0]).isBetween(-1f, 0.5f);
      }
    }
  }

  @Test
  void aFewNanReturnsLeaveThePathIntegralsActionFinite() {
    WorldModel model = still(action(0).plus(log(constant(0.9f).minus(action(0))).times(0)));
    Plan plan = plan(model, UNIT, small(PlannerConfig.mppi()));
    assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
    assertThat(plan.action()[0]).isBetween(0.01f, 0.9f);
  }

  @Test
  void withoutAFiniteReturnTheMeanStaysAndThePlanSaysSo() {
    // Finite only from the state 0.
    WorldModel model = still(action(0).plus(log(state(0).negated().plus(0.5f)).times(0)));
    for (PlannerConfig preset : List.of(PlannerConfig.cem(), PlannerConfig.mppi())) {
      try (Planner planner = PlannerTest.on(model, UNIT, small(preset)).build()) {
        float[][] before = planner.plan(ZERO).actions();
        Plan plan = planner.plan(new float[] {1});
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.NO_FINITE_RETURN);
        assertThat(plan.actions()).isDeepEqualTo(PlannerTest.movedOn(before, preset, 0));
      }
    }
  }

  @Test
  void oneProblemWithoutAFiniteReturnLeavesTheOthersAlone() {
    WorldModel model = still(action(0).plus(log(state(0).negated().plus(0.5f)).times(0)));
    PlannerConfig config = small(PlannerConfig.cem());
    try (Planner planner = PlannerTest.on(model, UNIT, config).problems(3).build()) {
      Plan[] plans = planner.planAll(new float[][] {{0}, {1}, {0}});
      assertThat(plans[0].outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      assertThat(plans[1].outcome()).isEqualTo(Plan.Outcome.NO_FINITE_RETURN);
      assertThat(plans[1].score()).isEqualTo(Float.NEGATIVE_INFINITY);
      assertThat(plans[2].outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      assertThat(plans[2].action()[0]).isGreaterThan(0.5f);
    }
  }

  @Test
  void returnsInTheThousandsDoNotOverflowTheSoftmax() {
    PlannerConfig config = small(PlannerConfig.mppi());
    Plan plain = plan(still(action(0)), UNIT, config);
    for (float offset : new float[] {1024, -1024, 65536, -65536}) {
      Plan shifted = plan(still(action(0).plus(offset)), UNIT, config);
      for (int t = 0; t < 3; t++) {
        assertThat(shifted.actions()[t][0]).isCloseTo(plain.actions()[t][0], within(0.01f));
      }
    }
  }

  @Test
  void weightsAreNormalisedWithinEachProblem() {
    // The second problem earns a thousand more for whatever it does.
    WorldModel model = still(action(0).plus(state(0).times(1000)));
    try (Planner both =
            PlannerTest.on(model, UNIT, small(PlannerConfig.mppi())).problems(2).build();
        Planner alone = PlannerTest.on(model, UNIT, small(PlannerConfig.mppi())).build()) {
      Plan[] plans = both.planAll(new float[][] {{0}, {1}});
      assertThat(plans[0].actions()).isDeepEqualTo(alone.plan(ZERO).actions());
      assertThat(plans[0].action()[0]).isGreaterThan(0.05f);
      assertThat(plans[1].action()[0]).isGreaterThan(0.05f);
    }
  }

  @Test
  void oneEliteLeavesTheDeviationANumber() {
    for (float floor : new float[] {0, 0.1f}) {
      PlannerConfig config = PlannerConfig.cem()
          .withHorizon(3)
          .withPlans(50, 1)
          .withIterations(6)
          .withMomentum(0)
          .withMinStd(floor);
      Plan plan = plan(still(action(0)), UNIT, config);
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      assertThat(plan.score()).isBetween(0.3f, 3f);
    }
  }

  @Test
  void nothingOfAnEpisodeSurvivesTheResetOfItsProblem() {
    WorldModel model = still(action(0).times(state(0)));
    for (PlannerConfig preset : List.of(
        PlannerConfig.cem(), PlannerConfig.icem(), PlannerConfig.mppi(), PlannerConfig.random())) {
      try (Planner planner =
              PlannerTest.on(model, UNIT, small(preset)).problems(2).build();
          Planner other = PlannerTest.on(model, UNIT, small(preset)).problems(2).build()) {
        planner.planAll(new float[][] {{5}, {5}});
        other.planAll(new float[][] {{-5}, {5}});
        planner.reset(0);
        other.reset(0);
        float[][] states = {{1}, {1}};
        Plan[] late = planner.planAll(states, Duration.ZERO);
        assertThat(late[0].actions()).isDeepEqualTo(new float[3][1]);
        assertThat(late[1].action()[0]).isGreaterThan(0.2f);
        other.planAll(states, Duration.ZERO);
        assertThat(planner.planAll(states))
            .usingRecursiveComparison()
            .isEqualTo(other.planAll(states));
      }
    }
  }

  @Test
  void problemsOfABatchHaveIndependentNoise() {
    WorldModel noisy =
        WorldModel.of(Equations.of(1, state(0)).withNoise(constant(1))).withReward(next(0));
    try (Planner planner = PlannerTest.on(
            noisy, UNIT, small(PlannerConfig.cem()).withParticles(5))
        .problems(3)
        .build()) {
      Plan[] plans = planner.planAll(new float[3][1]);
      for (int i = 0; i < 3; i++) {
        Plan next = plans[(i + 1) % 3];
        assertThat(plans[i].actions()).isNotEqualTo(next.actions());
        assertThat(plans[i].score()).isNotEqualTo(next.score());
      }
    }
  }

  @Test
  void anyShapeWillDo() {
    for (int actions : new int[] {1, 2, 5}) {
      for (int horizon : new int[] {1, 2, 17}) {
        for (int plans : new int[] {1, 3, 37}) {
          Ensemble ensemble = new Ensemble(
              KnownUncertaintyMistakesTest.constants(
                      -9, -1, new float[] {0, 0}, new float[] {1, 0}, new float[] {-1, 0})
                  .members(),
              actions,
              List.of(state(0), action(actions - 1)),
              new float[2],
              new float[] {1, 1},
              new boolean[] {true},
              new float[] {-9},
              new float[] {-1});
          PlannerConfig config =
              PlannerConfig.icem().withHorizon(horizon).withPlans(plans, 1).withParticles(7);
          Plan plan = plan(
              WorldModel.of(ensemble).withReward(action(0)),
              ActionSpace.symmetric(actions, 1),
              config);
          assertThat(plan.actions()).hasDimensions(horizon, actions);
          assertThat(plan.score()).isFinite();
        }
      }
    }
  }

  @Test
  void terminalValueTerminationAndActionScaleAllChangeThePlan() {
    // One step right costs 0.1 for each unit, and earns 1 if it is the only thing that counts.
    Equations line = Equations.of(1, state(0).plus(action(0)));
    WorldModel lazy = WorldModel.of(line).withReward(action(0).squared().times(-0.1f));
    PlannerConfig config = PlannerConfig.cem().withHorizon(3).withIterations(10);
    assertThat(sum(plan(lazy, UNIT, config))).isCloseTo(0, within(0.1f));
    assertThat(sum(plan(lazy.withValue(state(0)), UNIT, config))).isGreaterThan(2.5f);
    ActionSpace wider = ActionSpace.symmetric(1, 3);
    assertThat(sum(plan(lazy.withValue(state(0)), wider, config))).isGreaterThan(7);
    // Whoever passes 0.5 loses what the living earn.
    WorldModel mortal = lazy.withValue(state(0).plus(2)).withTermination(next(0).greaterThan(0.5f));
    assertThat(sum(plan(mortal, UNIT, config))).isBetween(0.2f, 0.5f);
  }

  @Test
  void theTerminalValuesActionIsTheBestInTheActionSpaceOrThePolicysWithinIt() {
    // With q = s - (a - 2 s)^2 the best is s = 2.125 where a is at most 4, 0.625 where at most 1.
    Equations line = Equations.of(1, state(0).plus(action(0)));
    WorldModel model = WorldModel.of(line)
        .withValue(state(0).minus(action(0).minus(state(0).times(2)).squared()));
    ActionSpace wide = ActionSpace.symmetric(1, 4);
    PlannerConfig config = PlannerConfig.random().withHorizon(1).withPlans(20_000);
    assertThat(plan(model, wide, config).score()).isCloseTo(2.0625f, within(0.01f));
    assertThat(plan(model, UNIT, config).score()).isCloseTo(0.5625f, within(0.01f));
    assertThat(plan(model.withPolicy(times(2)), wide, config).score())
        .isCloseTo(2.0625f, within(0.01f));
    assertThat(plan(model.withPolicy(times(2)), UNIT, config).score())
        .isCloseTo(0.5625f, within(0.01f));
    // A policy that does nothing makes s = 1/8 the best.
    assertThat(plan(model.withPolicy(times(0)), wide, config).score())
        .isCloseTo(0.0625f, within(0.01f));
  }

  private static Network times(float factor) {
    return new Network(
        List.of(new Network.Layer(1, 1, new float[] {factor}, new float[1], Activation.IDENTITY)));
  }

  private static float sum(Plan plan) {
    float sum = 0;
    for (float[] action : plan.actions()) {
      sum += action[0];
    }
    return sum;
  }

  @Test
  void aReturnThatIsInfiniteIsNoPrize() {
    WorldModel model = still(
        where(action(0).greaterThan(0.5f), constant(1).dividedBy(constant(0)), sin(action(0))));
    Plan plan = plan(model, UNIT, small(PlannerConfig.cem()));
    assertThat(plan.score()).isFinite();
    assertThat(plan.action()[0]).isLessThanOrEqualTo(0.5f);
  }
}
