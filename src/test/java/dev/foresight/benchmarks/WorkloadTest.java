package dev.foresight.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.foresight.Backend;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsPresets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
  /** Work of a plan as the sizes say; TD-MPC2's, which has 101 outputs where ours has one, is 46.4. */
  @ParameterizedTest
  @CsvSource({
    "pets-cartpole, 1014",
    "pets-reacher, 263",
    "pets-pusher, 234",
    "pets-halfcheetah, 396",
    "mbrl-cartpole, 129",
    "mbrl-halfcheetah, 317",
    "tdmpc2-5m, 43.5",
    "icem, 0"
  })
  void aPlanIsAsMuchWorkAsIsPublished(String name, double gflop) {
    assertThat(Workload.named(name).planFlop() / 1e9).isCloseTo(gflop, withinPercentage(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pets-cartpole", "pets-reacher", "pets-pusher", "pets-halfcheetah"})
  void thePlannerIsTheOneThatLearns(String name) {
    assertThat(Workload.named(name).config()).isEqualTo(PetsPresets.named(name).planner());
  }

  @Test
  void theDemosIsTheDemos() {
    assertThat(Workload.named("demo-cartpole").config())
        .isEqualTo(PetsConfig.demo(0).planner());
  }

  @Test
  void publishedPlannersStayAsPublished() {
    assertThat(Workload.named("icem").config()).isEqualTo(PlannerConfig.icem());
    assertThat(Workload.named("tdmpc2-5m").config().withParticles(20))
        .isEqualTo(PlannerConfig.tdmpc2());
  }

  @ParameterizedTest
  @MethodSource("dev.foresight.benchmarks.Presets#names")
  void eachPlans(String name) {
    Workload w = Workload.named(name);
    PlannerConfig small =
        w.config().withPlans(16).withHorizon(2).withIterations(1).withParticles(5);
    try (Planner planner = Planner.builder(w.model(), w.actions(), small)
        .problems(w.problems())
        .backend(Backend.CPU)
        .build()) {
      for (Plan plan : planner.planAll(w.states())) {
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.COMPLETE);
        assertThat(plan.score()).isFinite();
      }
    }
  }

  @Test
  void anotherNameIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Workload.named("pets-swimmer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("pets-swimmer", "pets-reacher", "mppi-diffdrive-16384");
  }

  @Test
  void oneSizeChangesAndTheOthersStay() {
    assertThat(Sizes.BASE.with("B=4096"))
        .isEqualTo(new Sizes(128, 16, 4, 4, 4096, Sizes.BASE.threads()));
    assertThatThrownBy(() -> Sizes.BASE.with("N"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("N=64");
    assertThatThrownBy(() -> Sizes.BASE.with("Q=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Q=1");
  }
}
