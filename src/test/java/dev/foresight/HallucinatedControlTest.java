package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimism by hallucinated control: what planners do with it. */
class HallucinatedControlTest {
  private static final float[] ZERO = {0};
  private static final ActionSpace UNIT = new ActionSpace(new float[] {0}, new float[] {1});
  private static final PlannerConfig GREEDY = PlannerConfig.cem()
      .withHorizon(2)
      .withPlans(200, 10)
      .withIterations(4)
      .withCommit(Commit.BEST)
      .withPropagation(Propagation.E);
  private static final PlannerConfig HOPEFUL = GREEDY.withExploration(Exploration.hallucinated(2));

  /** One member of four believes that an action does anything; beyond 0.5 there is a reward. */
  private static final WorldModel DOUBTED = WorldModel.of(members(1, 0, 0, 0))
      .withReward(where(next(0).greaterThan(0.5f), constant(1), constant(0))
          .minus(action(0).squared().times(0.1f)));

  /** Members that go to {@code push * action}. */
  private static Ensemble members(float... pushes) {
    List<Network> members = new ArrayList<>();
    for (float push : pushes) {
      members.add(new Network(List.of(
          new Network.Layer(2, 1, new float[] {0, push}, new float[1], Activation.IDENTITY))));
    }
    return new Ensemble(
        members,
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[1],
        new float[0],
        new float[0]);
  }

  private static Plan plan(WorldModel model, PlannerConfig config) {
    try (Planner planner = on(model, config).build()) {
      return planner.plan(ZERO);
    }
  }

  private static PlannerBuilder on(WorldModel model, PlannerConfig config) {
    return Planner.builder(model, UNIT, config).backend(Backend.CPU);
  }

  @ParameterizedTest
  @EnumSource(names = {"E", "DS"})
  void optimismFindsARewardThatOneMemberBelievesIn(Propagation propagation) {
    Plan hopeful = plan(DOUBTED, HOPEFUL.withPropagation(propagation));
    assertThat(hopeful.action()[0]).isGreaterThan(0.4f);
    assertThat(hopeful.score()).isGreaterThan(1);
  }

  @Test
  void greedAndPessimismDoNotFindIt() {
    PlannerConfig pessimistic = GREEDY
        .withPropagation(Propagation.TS_INFINITY)
        .withParticles(4)
        .withRisk(Risk.meanStd(-1, Uncertainty.EPISTEMIC));
    for (PlannerConfig config : List.of(GREEDY, pessimistic)) {
      Plan plan = plan(DOUBTED, config);
      assertThat(plan.action()[0]).isBetween(0f, 0.2f);
      assertThat(plan.score()).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void aPlanShowsTheModelsActionsAlone() {
    PlannerConfig config = HOPEFUL.withHorizon(3);
    try (Planner planner = on(DOUBTED, config).problems(2).build()) {
      for (Plan plan : planner.planAll(new float[2][1])) {
        assertThat(plan.action()).hasSize(1);
        assertThat(plan.actions()).hasDimensions(3, 1);
        assertThat(plan.disagreement()).hasDimensions(3, 1);
        assertThat(plan.actions()[1][0]).isGreaterThan(0.4f);
      }
    }
  }

  @Test
  void whatWasCarriedOutAndWhatIsPutForwardAreActionsOfTheModel() {
    ActionSpace slow = UNIT.withRate(0.25f);
    PlannerConfig config = HOPEFUL.withProposals(1);
    try (Planner planner =
        Planner.builder(DOUBTED, slow, config).backend(Backend.CPU).build()) {
      planner.executed(0, new float[] {0.5f});
      planner.propose(0, new float[][][] {{{0.7f}, {0.7f}}});
      assertThat(planner.plan(ZERO).action()[0]).isBetween(0.4f, 0.75f);
      planner.executed(0, new float[] {0});
      assertThat(planner.plan(ZERO).action()[0]).isLessThanOrEqualTo(0.25f);
    }
  }

  @Test
  void anotherModelIsHopedForAfterAnUpdate() {
    try (Planner planner = on(DOUBTED, HOPEFUL).build()) {
      assertThat(planner.plan(ZERO).score()).isGreaterThan(1);
      planner.update(DOUBTED.withDynamics(members(0, 0)));
      assertThat(planner.plan(ZERO).score()).isLessThanOrEqualTo(0);
      refused(() -> planner.update(DOUBTED.withDynamics(members(1))), "more than one member");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"E", "DS"})
  void otherPropagationsAreRefused(Propagation propagation) {
    refused(() -> plan(DOUBTED, HOPEFUL.withPropagation(propagation)), "propagation E or DS");
  }

  @Test
  void modelsWithoutMembersThatDifferAreRefused() {
    WorldModel single = DOUBTED.withDynamics(members(1));
    WorldModel written = DOUBTED.withDynamics(Equations.of(1, action(0)));
    refused(() -> plan(single, HOPEFUL), "more than one member");
    refused(() -> plan(written, HOPEFUL), "more than one member");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void betaIsPositiveAndFinite(float beta) {
    refused(() -> Exploration.hallucinated(beta), "exploration beta is " + beta);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable use, String why) {
    assertThatIllegalArgumentException().isThrownBy(use).withMessageContaining(why);
  }
}
