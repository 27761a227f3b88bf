package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Activation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConfigTest {
  private static final TrainerConfig TRAINER = TrainerConfig.pets();
  private static final PetsConfig PETS = PetsConfig.pets();

  private static void refused(ThrowingCallable make, String message) {
    assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void trainerValuesOutOfRangeAreNamed() {
    refused(() -> TRAINER.withMembers(0), "members is 0; it must be at least 1");
    refused(() -> TRAINER.withElites(0), "elites is 0; it must be between 1 and members = 5");
    refused(() -> TRAINER.withElites(6), "elites is 6; it must be between 1 and members = 5");
    refused(
        () -> TRAINER.withElites(4).withHoldOut(0),
        "elites is 4 of 5 members, and holdOut is 0.0; raise holdOut, by which elites are chosen");
    refused(() -> TRAINER.withHidden(List.of(64, 0)), "hidden width is 0; it must be at least 1");
    refused(() -> TRAINER.withEpochs(0), "epochs is 0; it must be at least 1");
    refused(() -> TRAINER.withBatch(0), "batch is 0; it must be at least 1");
    refused(() -> TRAINER.withPatience(0), "patience is 0; it must be at least 1");
    refused(() -> TRAINER.withThreads(0), "threads is 0; it must be at least 1");
    refused(
        () -> TRAINER.withLearningRate(0), "learningRate is 0.0; it must be above 0 and at most 1");
    refused(
        () -> TRAINER.withLearningRate(Float.NaN),
        "learningRate is NaN; it must be above 0 and at most 1");
    refused(() -> TRAINER.withWeightDecay(-1), "weightDecay is -1.0; it must be between 0 and 1");
    refused(() -> TRAINER.withNllBeta(1.5f), "nllBeta is 1.5; it must be between 0.0 and 1.0");
    refused(() -> TRAINER.withHoldOut(0.6f), "holdOut is 0.6; it must be between 0 and 0.5");
    refused(() -> TRAINER.withHoldOut(Float.NaN), "holdOut is NaN; it must be between 0 and 0.5");
  }

  @Test
  void loopValuesOutOfRangeAreNamed() {
    refused(() -> PETS.withRandomTrials(0), "randomTrials is 0; it must be at least 1");
    refused(() -> PETS.withTrials(0), "trials is 0, below randomTrials = 1; raise it");
    for (float noise : new float[] {-0.1f, 1.1f, Float.NaN}) {
      assertThatThrownBy(() -> PETS.withActionNoise(noise))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("actionNoise is " + noise);
    }
    for (float range : new float[] {0, -0.5f, 1.1f, Float.NaN}) {
      refused(
          () -> PETS.withRandomRange(range),
          "randomRange is " + range + "; it must be above 0 and at most 1");
    }
    refused(
        () -> PETS.withSolvedReturn(Float.NaN), "solvedReturn is NaN; use infinity to never stop");
  }

  @Test
  void eachFieldChangesAlone() {
    TrainerConfig all = TRAINER
        .withMembers(3)
        .withElites(2)
        .withHidden(List.of(7))
        .withActivation(Activation.RELU)
        .withEpochs(11)
        .withBatch(12)
        .withLearningRate(0.5f)
        .withLastRate(0.75f)
        .withWeightDecay(0.25f)
        .withNllBeta(0.375f)
        .withHoldOut(0.125f)
        .withPatience(13)
        .withThreads(14)
        .withSeed(15);
    assertThat(all)
        .isEqualTo(new TrainerConfig(
            3,
            2,
            List.of(7),
            Activation.RELU,
            11,
            12,
            0.5f,
            0.75f,
            0.25f,
            0.375f,
            0.125f,
            13,
            14,
            15));
  }
}
