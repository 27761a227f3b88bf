package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final float[] START = {0.5f, -0.25f};

  /** A noisy pendulum with two motors; every preset, made small. */
  private static final WorldModel PENDULUM = WorldModel.of(Equations.of(
              2,
              state(0).plus(state(1).times(0.2f)),
              state(1).plus(sin(state(0)).plus(action(0)).minus(action(1)).times(0.2f)))
          .withNoise(constant(0.05f), constant(0.1f)))
      .withReward(cos(next(0)).minus(action(0).squared().times(0.01f)));

  private static final ActionSpace BOX =
      new ActionSpace(new float[] {-1, -0.5f}, new float[] {2, 1});

  private static List<PlannerConfig> presets() {
    return List.of(
        PlannerConfig.cem().withPlans(70, 7).withIterations(3).withHorizon(6).withParticles(5),
        PlannerConfig.cem().withPlans(70, 7).withHorizon(6).withPropagation(Propagation.MM),
        PlannerConfig.icem().withPlans(70, 7).withHorizon(6).withParticles(5),
        PlannerConfig.mppi().withPlans(70).withHorizon(6).withParticles(5),
        PlannerConfig.tdmpc2().withPlans(70, 7).withHorizon(6).withParticles(5),
        PlannerConfig.random().withPlans(70, 1).withHorizon(6).withParticles(5));
  }

  static PlannerBuilder on(WorldModel model, ActionSpace box, PlannerConfig config) {
    return Planner.builder(model, box, config).backend(Backend.CPU).threads(2);
  }

  /** A plan of one action moved one step on: its last step stays, or is the middle of the box. */
  static float[][] movedOn(float[][] plan, PlannerConfig config, float middle) {
    float[][] moved = Arrays.copyOfRange(plan, 1, plan.length + 1);
    boolean best = config.commit() == Commit.BEST;
    moved[plan.length - 1] = best ? plan[plan.length - 1] : new float[] {middle};
    return moved;
  }

  private static PlannerBuilder pendulum(PlannerConfig config) {
    return on(PENDULUM, BOX, config);
  }

  /** Three calls for each problem, which starts where its number says. */
  private static List<Plan> plans(Planner planner, int firstProblem) {
    List<Plan> plans = new ArrayList<>();
    for (int call = 0; call < 3; call++) {
      float[][] states = new float[planner.problems()][];
      for (int b = 0; b < states.length; b++) {
        states[b] = new float[] {START[0] + firstProblem + b, START[1] * call};
      }
      plans.addAll(Arrays.asList(planner.planAll(states)));
    }
    return plans;
  }

  private static void same(List<Plan> actual, List<Plan> expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void theSameSeedGivesTheSameBitsWithAnyNumberOfThreads() {
    for (PlannerConfig config : presets()) {
      try (Planner one = pendulum(config).threads(1).problems(3).build();
          Planner two = pendulum(config).threads(2).problems(3).build();
          Planner three = pendulum(config).threads(3).problems(3).build();
          Planner other = pendulum(config.withSeed(1)).problems(3).build()) {
        List<Plan> plans = plans(one, 0);
        same(plans(two, 0), plans);
        same(plans(three, 0), plans);
        assertThat(plans(other, 0).get(0).actions()).isNotEqualTo(plans.get(0).actions());
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsHoweverProblemsAreSpreadOverPlanners() {
    for (PlannerConfig config : presets()) {
      try (Planner whole = pendulum(config).problems(4).build();
          Planner left = pendulum(config).problems(1).build();
          Planner right = pendulum(config).problems(3).firstProblem(1).build()) {
        List<Plan> all = plans(whole, 0);
        List<Plan> first = plans(left, 0);
        List<Plan> rest = plans(right, 1);
        for (int call = 0; call < 3; call++) {
          same(first.subList(call, call + 1), all.subList(4 * call, 4 * call + 1));
          same(rest.subList(3 * call, 3 * call + 3), all.subList(4 * call + 1, 4 * call + 4));
        }
      }
    }
  }

  @Test
  void everyCallHasItsOwnNoise() {
    for (PlannerConfig config : presets()) {
      try (Planner planner = pendulum(config).build()) {
        Plan first = planner.plan(START);
        planner.reset();
        Plan second = planner.plan(START);
        assertThat(second.actions()).isNotEqualTo(first.actions());
        assertThat(second.score()).isNotEqualTo(first.score());
      }
    }
  }

  @Test
  void warmingUpChangesNoPlan() {
    for (PlannerConfig config : presets()) {
      try (Planner cold = pendulum(config).build();
          Planner warm = pendulum(config).build()) {
        warm.warmUp();
        same(plans(warm, 0), plans(cold, 0));
      }
    }
  }

  @Test
  void theNextPlanStartsFromTheLastOne() {
    WorldModel model = WorldModel.of(Equations.of(1, state(0)))
        .withReward(action(0).minus(1.5f).squared().negated());
    PlannerConfig config = PlannerConfig.cem().withHorizon(10).withPlans(40, 4).withIterations(1);
    try (Planner planner = on(model, ActionSpace.symmetric(1, 2), config).build()) {
      float first = planner.plan(new float[1]).score();
      Plan last = planner.plan(new float[1]);
      for (int i = 0; i < 10; i++) {
        last = planner.plan(new float[1]);
      }
      assertThat(first).isLessThan(-10);
      assertThat(last.score()).isGreaterThan(-1);
      planner.reset();
      assertThat(planner.plan(new float[1]).score()).isLessThan(-10);
    }
  }

  @Test
  void aDiscountMakesAPlannerPreferWhatComesSoon() {
    // Waiting doubles the prize: worth it only for the patient.
    Equations once = Equations.of(1, state(0).plus(1));
    Expr prize = where(state(0), constant(2), constant(1));
    WorldModel model = WorldModel.of(once)
        .withReward(action(0).greaterThan(0).times(prize))
        .withTermination(action(0).greaterThan(0));
    PlannerConfig config = PlannerConfig.random().withHorizon(2).withPlans(300);
    ActionSpace unit = ActionSpace.symmetric(1, 1);
    try (Planner patient = on(model, unit, config).build();
        Planner hasty = on(model.withDiscount(0.25f), unit, config).build()) {
      assertThat(patient.plan(new float[1]).score()).isEqualTo(2);
      assertThat(hasty.plan(new float[1]).score()).isEqualTo(1);
    }
  }

  @Test
  void aPlanHasItsShapeAndItsCounts() {
    for (PlannerConfig config : presets()) {
      try (Planner planner = pendulum(config).build()) {
        Plan plan = planner.plan(START);
        assertThat(plan.actions()).hasDimensions(6, 2);
        assertThat(plan.action()).isEqualTo(plan.actions()[0]);
        assertThat(plan.iterations()).isEqualTo(config.iterations());
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
        assertThat(plan.score()).isFinite().isBetween(-6f, 6f);
        assertThat(planner.horizon()).isEqualTo(6);
        assertThat(planner.problems()).isEqualTo(1);
        float[] returned = plan.action();
        returned[0] = 99;
        assertThat(plan.action()[0]).isNotEqualTo(99);
      }
    }
  }

  @Test
  void aBadStateIsRefusedByNameAndChangesNothing() {
    for (PlannerConfig config : presets()) {
      try (Planner planner = pendulum(config).problems(2).build();
          Planner untouched = pendulum(config).problems(2).build()) {
        refused(planner, "state has length 3; the model's state has 2", START, new float[3]);
        refused(planner, "state has length 0", START, new float[0]);
        refused(planner, "state[1] is NaN", START, new float[] {0, Float.NaN});
        refused(planner, "state[0] is -Infinity", new float[] {-1 / 0f, 0}, START);
        refused(planner, "states has length 1; the planner's problem count has 2", START);
        refused(planner, "states has length 0");
        assertThatThrownBy(() -> planner.plan(START))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("states has length 1");
        assertThatThrownBy(() -> planner.reset(2)).isInstanceOf(IndexOutOfBoundsException.class);
        same(plans(planner, 0), plans(untouched, 0));
      }
    }
  }

  private static void refused(Planner planner, String message, float[]... states) {
    assertThatThrownBy(() -> planner.planAll(states))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void actionsThatDoNotFitTheModelAreRefused() {
    ActionSpace three = ActionSpace.symmetric(3, 1);
    assertThatThrownBy(() -> Planner.create(PENDULUM, three, PlannerConfig.cem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("action space has length 3; the model has 2");
  }

  @Test
  void resetForgetsOneProblemAlone() {
    for (PlannerConfig config : presets()) {
      try (Planner planner = pendulum(config).problems(2).build();
          Planner other = pendulum(config).problems(2).build()) {
        plans(planner, 0);
        plans(planner, 3);
        plans(other, 5);
        plans(other, 3);
        planner.reset(0);
        other.reset(0);
        Plan[] after = planner.planAll(new float[][] {START, START});
        Plan[] elsewhere = other.planAll(new float[][] {START, START});
        same(List.of(after[0]), List.of(elsewhere[0]));
        assertThat(after[1].actions()).isNotEqualTo(after[0].actions());
      }
    }
  }
}
