package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foresight.Commit;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PetsPresetsTest {
  @Test
  void thePublishedSizesAreThere() {
    PetsConfig cheetah = PetsPresets.named("pets-halfcheetah");
    PlannerConfig planner = cheetah.planner();
    assertThat(planner.plans()).isEqualTo(500);
    assertThat(planner.elites()).isEqualTo(50);
    assertThat(planner.iterations()).isEqualTo(5);
    assertThat(planner.horizon()).isEqualTo(30);
    assertThat(planner.particles()).isEqualTo(20);
    assertThat(planner.propagation()).isEqualTo(Propagation.TS_INFINITY);
    assertThat(cheetah.trainer().hidden()).isEqualTo(List.of(200, 200, 200, 200));
    assertThat(cheetah.trainer().members()).isEqualTo(5);
    assertThat(cheetah.trials()).isEqualTo(300);
    assertThat(PetsPresets.named("pets-cartpole").trainer().hidden())
        .isEqualTo(List.of(500, 500, 500));
  }

  /** As handful-of-trials and POPLIN have them, in dmbrl/config. */
  @ParameterizedTest
  @CsvSource({
    "pets-cartpole, 400, 25, 3, 500, 1e-3",
    "pets-inverted-pendulum, 500, 30, 4, 200, 1e-3",
    "pets-reacher, 400, 25, 4, 200, 7.5e-4",
    "pets-pusher, 500, 25, 3, 200, 1e-3",
    "pets-halfcheetah, 500, 30, 4, 200, 1e-3"
  })
  void eachPresetHasItsOwn(String name, int plans, int horizon, int layers, int width, float rate) {
    assertThat(PetsPresets.names()).hasSize(10).contains(name);
    PetsConfig preset = PetsPresets.named(name);
    assertThat(preset.planner().plans()).isEqualTo(plans);
    assertThat(preset.planner().elites()).isEqualTo(plans / 10);
    assertThat(preset.planner().momentum()).isEqualTo(0.1f);
    assertThat(preset.planner().horizon()).isEqualTo(horizon);
    assertThat(preset.trainer().hidden()).isEqualTo(Collections.nCopies(layers, width));
    assertThat(preset.trainer().learningRate()).isEqualTo(rate);
    assertThat(preset.trainer().lastRate()).isEqualTo(1);
    assertThat(preset.trainer().holdOut()).isZero();
    assertThat(preset.trainer().epochs()).isEqualTo(5);
    assertThat(preset.trainer().batch()).isEqualTo(32);
    assertThat(preset.randomTrials()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole, 40, 3, 0.5, BEST, 1",
    "inverted-pendulum, 40, 3, 0.2, MEAN, 1",
    "reacher, 40, 3, 0.2, MEAN, 0.1",
    "pusher, 40, 3, 0.1, MEAN, 0.2",
    "halfcheetah, 64, 5, 0.25, BEST, 1"
  })
  void fastPresetsDifferInPlanningAndLearningAlone(
      String name, int plans, int rounds, float std, Commit commit, float randomRange) {
    PetsConfig pets = PetsPresets.named("pets-" + name);
    PetsConfig fast = PetsPresets.named("fast-" + name);
    PlannerConfig planner = fast.planner();
    assertThat(planner.horizon()).isEqualTo(pets.planner().horizon());
    assertThat(planner.plans()).isEqualTo(plans);
    assertThat(planner.iterations()).isEqualTo(rounds);
    assertThat(planner.particles()).isEqualTo(5);
    assertThat(planner.initialStd()).isEqualTo(std);
    assertThat(planner.commit()).isEqualTo(commit);
    assertThat(fast.trainer())
        .isEqualTo(pets.trainer().withEpochs(50).withLastRate(0.05f).withNllBeta(0.5f));
    assertThat(fast.randomRange()).isEqualTo(randomRange);
    assertThat(fast.trials()).isEqualTo(pets.trials());
    assertThat(pets.randomRange()).isEqualTo(1);
    assertThat(pets.trainer().nllBeta()).isZero();
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PetsPresets.named("pets-ant"))
        .withMessageContainingAll("'pets-ant'", "pets-cartpole", "pets-halfcheetah");
  }
}
