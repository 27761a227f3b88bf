package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KeptContext.class)
class ProposalsTest {
  private static final int HORIZON = 4;
  private static final ActionSpace BOX = ActionSpace.symmetric(1, 1);
  private static final PlannerConfig CONFIG = PlannerConfig.random()
      .withHorizon(HORIZON)
      .withPlans(64, 1)
      .withIterations(2)
      .withProposals(2);

  /** A lock: a step earns 1 if the action is the state to a thousandth, which nobody guesses. */
  private static final WorldModel LOCK = WorldModel.of(Equations.of(1, state(0).times(-0.7f)))
      .withReward(
          where(action(0).minus(state(0)).abs().lessThan(0.001f), constant(1), constant(0)));

  private static float[][] key(float state, float turn) {
    float[][] plan = new float[HORIZON][1];
    for (int t = 0; t < HORIZON; t++) {
      plan[t][0] = state * (float) Math.pow(-0.7, t) + turn;
    }
    return plan;
  }

  private static PlannerBuilder planner() {
    return PlannerTest.on(LOCK, BOX, CONFIG);
  }

  @Test
  void aProposedPlanTakesPartInTheNextCallOfItsProblemAndIsThenGone() {
    float[][] states = {{0.5f}, {0.8f}};
    try (Planner planner = planner().problems(2).build()) {
      planner.propose(1, new float[][][] {key(0.8f, 0.1f), key(0.8f, 0)});
      Plan[] plans = planner.planAll(states);
      assertThat(plans[0].score()).isLessThan(2);
      assertThat(plans[1].score()).isEqualTo(HORIZON);
      assertThat(plans[1].actions()).isDeepEqualTo(key(0.8f, 0));
      planner.propose(0, new float[][][] {key(0.5f, 0)});
      plans = planner.planAll(states);
      assertThat(plans[0].score()).isEqualTo(HORIZON);
      assertThat(plans[1].score()).isLessThan(2);
      plans = planner.planAll(states);
      assertThat(plans[0].score()).isLessThan(2);
    }
  }

  @Test
  void whatIsProposedBeforeAResetIsForgotten() {
    try (Planner planner = planner().build()) {
      planner.propose(0, new float[][][] {key(0.5f, 0)});
      planner.reset();
      assertThat(planner.plan(new float[] {0.5f}).score()).isLessThan(2);
    }
  }

  @Test
  void withoutProposalsPlansAreAsIfThereWereNoRoomForAny() {
    try (Planner with = planner().build();
        Planner without = PlannerTest.on(LOCK, BOX, CONFIG.withProposals(0)).build()) {
      for (int call = 0; call < 3; call++) {
        float[] state = {0.1f * call};
        assertThat(with.plan(state).actions()).isDeepEqualTo(without.plan(state).actions());
      }
    }
  }

  @Test
  void aProposalIsHeldInTheActionSpaceAndItsLastActionServesTheTerminalValue() {
    WorldModel q = LOCK.withReward(constant(0)).withValue(action(0).times(10));
    try (Planner planner = PlannerTest.on(q, BOX, CONFIG.withPlans(1)).build()) {
      planner.propose(0, new float[][][] {{{3}, {0}, {0}, {0.25f}}});
      // The single plan of the last round is the mean: what was fitted to the proposal alone.
      Plan plan = planner.plan(new float[] {0});
      assertThat(plan.actions()).isDeepEqualTo(new float[][] {{1}, {0}, {0}, {0.25f}});
      assertThat(plan.score()).isEqualTo(2.5f);
    }
  }

  @Test
  void aPolicyProposesInEveryCallUntilTheModelHasNone() {
    Network same = new Network(
        List.of(new Network.Layer(1, 1, new float[] {1}, new float[1], Activation.IDENTITY)));
    WorldModel known = LOCK.withPolicy(same);
    for (Backend backend : new Backend[] {Backend.CPU, Backend.OPENCL}) {
      Devices.assume(backend);
      try (Planner planner = PlannerTest.on(known, BOX, CONFIG).backend(backend).build()) {
        for (int call = 0; call < 4; call++) {
          assertThat(planner.plan(new float[] {0.5f}).score()).isEqualTo(HORIZON);
        }
        refused(planner, "proposals of problem 0 are the policy's", "without", key(0.5f, 0));
        planner.update(LOCK);
        assertThat(planner.plan(new float[] {0.5f}).score()).isLessThan(2);
        planner.update(known);
        assertThat(planner.plan(new float[] {0.8f}).score()).isEqualTo(HORIZON);
      }
    }
  }

  @Test
  void whatCannotBeProposedIsRefused() {
    try (Planner planner = planner().build()) {
      refused(planner, "proposals has 3 plans", "room for 2", key(0, 0), key(0, 0), key(0, 0));
      refused(planner, "proposal has length 3", "horizon has 4", new float[3][1]);
      refused(planner, "proposal action has length 2", "action has 1", new float[4][2]);
      refused(planner, "proposal action[0] is NaN", "finite", key(Float.NaN, 0));
    }
  }

  private static void refused(Planner planner, String what, String why, float[][]... plans) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.propose(0, plans))
        .withMessageContaining(what)
        .withMessageContaining(why);
  }
}
