package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.PlannerConfig;
import dev.foresight.env.Environments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole loop on a real system whose equations it does not see. */
class SwingUpTest {
  private static final PetsConfig CONFIG = new PetsConfig(
      PlannerConfig.cem().withHorizon(15).withPlans(60, 8).withIterations(3).withParticles(3),
      TrainerConfig.pets()
          .withMembers(3)
          .withHidden(List.of(32, 32))
          .withLearningRate(1e-2f)
          .withEpochs(40)
          .withPatience(40),
      8,
      1,
      1,
      0,
      -300,
      Optional.empty(),
      5);

  @Test
  void learnsToSwingThePendulumUp() {
    PetsResult result =
        new PetsLoop(Environments.named("pendulum"), CONFIG, new PetsListener() {}).run();
    assertThat(result.solved()).isTrue();
    assertThat(result.trials().get(0).ret()).isLessThan(-500);
    Trial last = result.trials().get(result.trials().size() - 1);
    assertThat(last.ret()).isBetween(-300f, 0f);
    assertThat(last.training().holdOutMse()).isLessThan(1e-2f);
  }
}
