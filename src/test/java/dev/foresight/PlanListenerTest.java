package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.engine.Round;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener hears of iterations. */
@ExtendWith(KeptContext.class)
class PlanListenerTest {
  private static final ActionSpace BOX = ActionSpace.symmetric(1, 2);

  /** The best action is 0.5. */
  private static final WorldModel HALF = WorldModel.of(Equations.of(1, state(0).plus(action(0))))
      .withReward(action(0).minus(0.5f).squared().negated());

  private static final WorldModel UP = HALF.withReward(action(0));

  private final List<Iteration> heard = new ArrayList<>();

  private List<Iteration> plan(WorldModel model, ActionSpace box, PlannerConfig config) {
    heard.clear();
    try (Planner planner =
        PlannerTest.on(model, box, config).listener(heard::add).build()) {
      planner.plan(new float[1]);
    }
    return heard;
  }

  @Test
  void everyIterationOfEveryProblemIsTold() {
    PlannerConfig config = PlannerConfig.icem().withPlans(80, 8).withHorizon(3);
    Round[] rounds = Round.schedule(config);
    try (Planner planner =
        PlannerTest.on(HALF, BOX, config).problems(2).listener(heard::add).build()) {
      planner.warmUp();
      assertThat(heard).isEmpty();
      planner.planAll(new float[2][1]);
      planner.planAll(new float[2][1]);
    }
    assertThat(heard).hasSize(2 * rounds.length * 2);
    for (int i = 0; i < heard.size(); i++) {
      Iteration each = heard.get(i);
      assertThat(each.problem()).isEqualTo(i % 2);
      assertThat(each.iteration()).isEqualTo(i / 2 % rounds.length);
      assertThat(each.call()).isEqualTo(i / 2 / rounds.length);
      assertThat(each.plans()).isEqualTo(rounds[each.iteration()].plans());
      assertThat(each.elites()).isEqualTo(8);
      assertThat(each.effectivePlans()).isCloseTo(8, within(1e-4f));
      assertThat(each.leastScore()).isLessThanOrEqualTo(each.meanScore());
      assertThat(each.meanScore()).isLessThanOrEqualTo(each.greatestScore()).isNegative();
      assertThat(each.nanos()).isPositive();
      assertThat(each.failures()).isZero();
      assertThat(each.atRate()).isZero();
    }
  }

  @Test
  void theSpreadIsAShareOfHalfTheRangeAndFalls() {
    PlannerConfig config = PlannerConfig.cem().withHorizon(3).withIterations(6);
    List<Iteration> told = plan(HALF, BOX, config);
    assertThat(told.get(0).spread()).isBetween(0.1f, 0.45f);
    assertThat(told.get(5).spread()).isLessThan(told.get(0).spread() / 2);
    assertThat(plan(HALF, BOX, config.withMinStd(0.5f)))
        .allSatisfy(each -> assertThat(each.spread()).isCloseTo(0.5f, within(1e-5f)));
  }

  @Test
  void fewPlansAreEffectiveWhereWeightsAreSharp() {
    PlannerConfig config = PlannerConfig.mppi().withHorizon(1).withPlans(100);
    assertThat(plan(HALF, BOX, config.withTemperature(1e6f)).get(0).effectivePlans())
        .isCloseTo(100, within(0.01f));
    Iteration sharp = plan(HALF, BOX, config.withTemperature(1e-7f)).get(0);
    assertThat(sharp.effectivePlans()).isBetween(1f, 2f);
  }

  @Test
  void boundsAndRatesThatHoldTheMeanAreTold() {
    PlannerConfig config = PlannerConfig.cem()
        .withHorizon(4)
        .withIterations(8)
        .withBounds(Bounds.CLIPPED)
        .withMinStd(0.5f)
        .withMomentum(0);
    assertThat(plan(HALF, BOX, config).get(7).atBound()).isZero();
    assertThat(plan(UP, BOX, config.withPlans(2000, 2)).get(7).atBound()).isGreaterThan(0.5f);
    heard.clear();
    try (Planner planner = PlannerTest.on(UP, BOX.withRate(0.01f), config.withPlans(400, 1))
        .listener(heard::add)
        .build()) {
      planner.executed(0, new float[1]);
      planner.plan(new float[1]);
    }
    assertThat(heard.get(7).atBound()).isZero();
    assertThat(heard.get(7).atRate()).isEqualTo(1);
  }

  @Test
  void withoutAFiniteScoreThereIsNoElite() {
    List<Iteration> told = plan(
        HALF.withReward(log(next(0).times(0).minus(1))),
        BOX,
        PlannerConfig.cem().withIterations(2));
    Iteration last = told.get(1);
    assertThat(last.elites()).isZero();
    assertThat(last.effectivePlans()).isZero();
    assertThat(last.meanScore()).isNaN();
    assertThat(last.greatestScore()).isNaN();
    assertThat(last.failures()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "OPENCL", "CUDA"})
  void listeningChangesNoPlan(Backend backend) {
    Devices.assume(backend);
    PlannerConfig config = PlannerConfig.cem().withPlans(32, 6).withHorizon(2).withIterations(3);
    PlannerBuilder builder = Planner.builder(HALF, BOX.withRate(0.5f), config).backend(backend);
    try (Planner deaf = builder.build();
        Planner told = builder.listener(heard::add).build()) {
      for (int call = 0; call < 3; call++) {
        assertThat(told.plan(new float[1]).actions())
            .isDeepEqualTo(deaf.plan(new float[1]).actions());
      }
    }
    assertThat(heard).hasSize(9).allSatisfy(each -> assertThat(each.elites()).isEqualTo(6));
  }
}
