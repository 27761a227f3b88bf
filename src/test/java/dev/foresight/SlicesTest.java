package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.engine.EngineSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Problems that do not fit into memory together are planned in slices, and nobody can tell. */
class SlicesTest {
  private static final int PROBLEMS = 7;
  private static final ActionSpace BOX = ActionSpace.symmetric(1, 1).withRate(0.5f);
  private static final WorldModel MODEL = WorldModel.of(
          Equations.of(1, state(0).plus(action(0))).withNoise(state(0).times(0).plus(0.1f)))
      .withReward(next(0).squared().negated())
      .withConstraint(next(0).greaterThan(2), 0.5f);
  private static final PlannerConfig CONFIG = PlannerConfig.icem()
      .withPlans(40, 5)
      .withHorizon(6)
      .withParticles(3)
      .withProposals(2)
      .withSeed(5);

  private static EngineSpec spec(int problems) {
    return new EngineSpec(MODEL, BOX, CONFIG, problems, 0, 1);
  }

  private static PlannerBuilder planner(Backend backend) {
    return Planner.builder(MODEL, BOX, CONFIG)
        .backend(backend)
        .problems(PROBLEMS)
        .firstProblem(3);
  }

  private static float[][] states(int call) {
    float[][] states = new float[PROBLEMS][1];
    for (int b = 0; b < PROBLEMS; b++) {
      states[b][0] = 0.3f * b - 1 + 0.1f * call;
    }
    return states;
  }

  /** Some calls with resets, proposals and corrections in between. */
  private static List<Plan> plans(Planner planner) {
    List<Plan> plans = new ArrayList<>();
    for (int call = 0; call < 5; call++) {
      if (call == 2) {
        planner.reset(4);
        planner.propose(1, new float[][][] {new float[6][1]});
        planner.executed(6, new float[] {-0.7f});
      }
      Plan[] all = call == 3
          ? planner.planAll(states(call), Duration.ofHours(1))
          : planner.planAll(states(call));
      plans.addAll(List.of(all));
    }
    return plans;
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "OPENCL"})
  void plansAreTheSameHoweverManyFit(Backend backend) {
    Devices.assume(backend);
    long each = spec(1).bytesOfProblem();
    List<Plan> together;
    try (Planner planner = planner(backend).build()) {
      together = plans(planner);
    }
    for (int fitting : new int[] {1, 3, 6}) {
      try (Planner planner = planner(backend).memory(fitting * each).build()) {
        assertThat(plans(planner))
            .as("%d at a time", fitting)
            .usingRecursiveComparison()
            .isEqualTo(together);
      }
    }
  }

  @Test
  void membersOfAnEpisodeAreThoseOfTheirProblem() {
    Ensemble ensemble = PosteriorSamplingTest.members(0.1f, -1, 0.5f, 1);
    WorldModel model = WorldModel.of(ensemble).withReward(next(0));
    PlannerConfig config = PlannerConfig.cem()
        .withPlans(30, 3)
        .withHorizon(4)
        .withExploration(Exploration.posteriorSampling());
    ActionSpace box = ActionSpace.symmetric(1, 1);
    PlannerBuilder builder =
        Planner.builder(model, box, config).backend(Backend.CPU).problems(PROBLEMS);
    long each = new EngineSpec(model, box, config, 1, 0, 1).bytesOfProblem();
    try (Planner together = builder.build();
        Planner apart = builder.memory(2 * each).build()) {
      for (int call = 0; call < 3; call++) {
        assertThat(apart.planAll(states(call)))
            .usingRecursiveComparison()
            .isEqualTo(together.planAll(states(call)));
        apart.reset();
        together.reset();
      }
    }
  }

  @Test
  void listenersHearTheSame() {
    List<Iteration> together = new ArrayList<>();
    List<Iteration> apart = new ArrayList<>();
    try (Planner planner = planner(Backend.CPU).listener(together::add).build()) {
      plans(planner);
    }
    long each = spec(1).bytesOfProblem();
    try (Planner planner =
        planner(Backend.CPU).listener(apart::add).memory(2 * each).build()) {
      plans(planner);
    }
    assertThat(apart)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("nanos")
        .isEqualTo(together);
  }

  @Test
  void aProblemTakesWhatIsSaid() {
    long plans = 40L * 6;
    long futures = 2 * 40L * 3;
    long scores = 2 * 40L;
    int kept = spec(1).length(dev.foresight.engine.ArrayName.ELITES, 1) / 6;
    long lasting = 1 + 1 + 2 * 6 + 1 + 2 * 6 + 6 + kept * 6L;
    assertThat(spec(1).bytesOfProblem()).isEqualTo(4 * (plans + futures + scores + lasting));
  }

  @Test
  void oneProblemThatDoesNotFitIsRefusedWithItsSize() {
    long each = spec(1).bytesOfProblem();
    assertThatThrownBy(() -> planner(Backend.CPU).memory(each - 1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one problem's 40 plans of 6 steps take " + each + " bytes, and " + (each - 1)
            + " may be used; use fewer plans, a shorter horizon or more memory");
    assertThatThrownBy(() -> planner(Backend.CPU).memory(0))
        .hasMessage("memory is 0 bytes; it must be above 0");
  }
}
