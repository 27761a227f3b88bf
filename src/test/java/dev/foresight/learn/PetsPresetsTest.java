package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PetsPresets.named("pets-ant"))
        .withMessageContainingAll("'pets-ant'", "pets-cartpole", "pets-halfcheetah");
  }
}
