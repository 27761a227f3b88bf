package dev.foresight;

import static dev.foresight.Expr.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One member for an episode: what planners do with it. */
class PosteriorSamplingTest {
  private static final float[] ZERO = {0};
  private static final PlannerConfig CONFIG = PlannerConfig.cem()
      .withHorizon(1)
      .withPlans(40, 4)
      .withIterations(3)
      .withExploration(Exploration.posteriorSampling());

  /** Its first member takes an action for what it is, its second for the opposite. */
  private static final WorldModel DIVIDED = WorldModel.of(members(0.1f, 1, -1)).withReward(next(0));

  /** Members that go to {@code push * action}, with noise of that deviation. */
  static Ensemble members(float std, float... pushes) {
    List<Network> members = new ArrayList<>();
    for (float push : pushes) {
      members.add(new Network(List.of(new Network.Layer(
          2, 2, new float[] {0, push, 0, 0}, new float[2], Activation.IDENTITY))));
    }
    float[] logVariance = {(float) (2 * Math.log(std))};
    return new Ensemble(
        members,
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[1],
        logVariance,
        logVariance);
  }

  private static PlannerBuilder on(WorldModel model, PlannerConfig config) {
    return Planner.builder(model, ActionSpace.symmetric(1, 1), config).backend(Backend.CPU);
  }

  @Test
  void aPlannerBelievesInOneMemberForAnEpisodeAndInAnotherInSomeOther() {
    try (Planner planner = on(DIVIDED, CONFIG).build()) {
      Set<Float> believed = new HashSet<>();
      for (int episode = 0; episode < 12; episode++) {
        float first = Math.signum(planner.plan(ZERO).action()[0]);
        for (int step = 0; step < 4; step++) {
          assertThat(planner.plan(ZERO).action()[0] * first).isGreaterThan(0.5f);
        }
        believed.add(first);
        planner.reset();
      }
      assertThat(believed).containsOnly(1f, -1f);
    }
  }

  @Test
  void problemsBelieveInMembersOfTheirOwnAndAResetIsForOneProblem() {
    try (Planner planner = on(DIVIDED, CONFIG).problems(16).build()) {
      float[] before = believed(planner);
      assertThat(believed(planner)).containsExactly(before).contains(1f, -1f);
      for (int episode = 0; episode < 8; episode++) {
        planner.reset(3);
      }
      float[] after = believed(planner);
      after[3] = before[3];
      assertThat(after).containsExactly(before);
    }
  }

  /** The sign of each problem's action. */
  private static float[] believed(Planner planner) {
    float[] signs = new float[planner.problems()];
    Plan[] plans = planner.planAll(new float[signs.length][1]);
    for (int b = 0; b < signs.length; b++) {
      signs[b] = Math.signum(plans[b].action()[0]);
    }
    return signs;
  }

  @Test
  void warmingUpLeavesTheEpisodeAsItWas() {
    try (Planner cold = on(DIVIDED, CONFIG).problems(16).build();
        Planner warm = on(DIVIDED, CONFIG).problems(16).build()) {
      warm.warmUp();
      assertThat(believed(warm)).containsExactly(believed(cold));
      cold.reset();
      warm.reset();
      assertThat(believed(warm)).containsExactly(believed(cold));
    }
  }

  @Test
  void aPlanHasNoEpistemicSpreadButTheMembersNoise() {
    for (Propagation propagation : Propagation.values()) {
      PlannerConfig config = CONFIG.withPropagation(propagation);
      try (Planner planner = on(DIVIDED, config).build()) {
        assertThat(planner.plan(ZERO).epistemic()).as("%s", propagation).isZero();
      }
    }
    try (Planner planner = on(DIVIDED, CONFIG).build()) {
      assertThat(planner.plan(ZERO).aleatoric()).isBetween(0.05f, 0.2f);
    }
  }

  @Test
  void throughAMemberWithoutNoiseThereIsOneFuture() {
    Ensemble certain = new Ensemble(
        members(1, 1, -1).members().stream()
            .map(member -> new Network(List.of(new Network.Layer(
                2,
                1,
                Arrays.copyOf(member.layers().get(0).weights(), 2),
                new float[1],
                Activation.IDENTITY))))
            .toList(),
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[1],
        new float[0],
        new float[0]);
    try (Planner planner =
        on(WorldModel.of(certain).withReward(next(0)), CONFIG).build()) {
      Plan plan = planner.plan(ZERO);
      assertThat(plan.aleatoric()).isZero();
      assertThat(plan.score()).isBetween(0.5f, 1f);
    }
  }

  @Test
  void allMembersDisagreeAlongThePlanOfOne() {
    for (Exploration exploration : List.of(Exploration.greedy(), Exploration.posteriorSampling())) {
      PlannerConfig config = CONFIG.withHorizon(3).withExploration(exploration);
      try (Planner planner = on(DIVIDED, config).problems(2).build()) {
        for (Plan plan : planner.planAll(new float[2][1])) {
          for (int t = 0; t < 3; t++) {
            float push = Math.abs(plan.actions()[t][0]);
            assertThat(plan.disagreement()[t][0]).isCloseTo(push, within(1e-6f));
          }
        }
      }
    }
  }

  @Test
  void onlyAnEnsembleOfSeveralMembersDisagrees() {
    WorldModel single = WorldModel.of(members(0.1f, 1)).withReward(next(0));
    try (Planner planner = on(single, CONFIG).build()) {
      assertThat(planner.plan(ZERO).disagreement()).isEmpty();
      planner.update(DIVIDED);
      assertThat(planner.plan(ZERO).disagreement()).hasNumberOfRows(1);
    }
  }

  @Test
  void aPlannerThatIsNotToCompareMembersPlansTheSame() {
    try (Planner comparing = on(DIVIDED, CONFIG).build();
        Planner planner = on(DIVIDED, CONFIG).disagreement(false).build()) {
      Plan plan = planner.plan(ZERO);
      assertThat(plan.disagreement()).isEmpty();
      assertThat(plan.actions()).isDeepEqualTo(comparing.plan(ZERO).actions());
    }
  }

  @Test
  void aPlanThatIsNotEvaluatedKnowsNoDisagreement() {
    try (Planner planner = on(DIVIDED, CONFIG).build()) {
      planner.plan(ZERO);
      Plan late = planner.plan(ZERO, Duration.ZERO);
      assertThat(late.disagreement()).hasDimensions(1, 1);
      assertThat(late.disagreement()[0][0]).isNaN();
    }
  }

  @Test
  void aSingleModelIsPlannedThroughAsEver() {
    WorldModel single = WorldModel.of(members(0.1f, 1)).withReward(next(0));
    for (WorldModel model :
        List.of(single, WorldModel.of(Equations.of(1, Expr.action(0))).withReward(next(0)))) {
      try (Planner planner = on(model, CONFIG).build();
          Planner greedy =
              on(model, CONFIG.withExploration(Exploration.greedy())).build()) {
        assertThat(planner.plan(ZERO).actions()).isDeepEqualTo(greedy.plan(ZERO).actions());
      }
    }
  }
}
