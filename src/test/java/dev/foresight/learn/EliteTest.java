package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Ensemble;
import dev.foresight.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of the members that learn, the best on the data held out come out. */
class EliteTest {
  private static final TrainerConfig ALL =
      TrainerConfig.pets().withMembers(5).withHidden(List.of(8)).withEpochs(8).withSeed(11);
  private static final ReplayBuffer DATA = Systems.linear(300, 1, 1);

  private static EnsembleTrainer fitted(TrainerConfig config) {
    EnsembleTrainer trainer = fresh(config);
    trainer.fit(DATA, epoch -> {});
    return trainer;
  }

  private static EnsembleTrainer fresh(TrainerConfig config) {
    return new EnsembleTrainer(
        2, 1, Ensemble.plainFeatures(2, 1), new boolean[] {true, true}, config);
  }

  /** Negative log-likelihood of the data held out, of one member. */
  private static double loss(Ensemble ensemble, int member) {
    TrainingSet set =
        TrainingSet.of(DATA, ensemble.features(), ensemble.delta(), ALL.holdOut(), ALL.seed());
    double loss = 0;
    float[] mean = new float[2];
    float[] variance = new float[2];
    for (int row : set.heldOut()) {
      ensemble.predict(member, DATA.state(row), DATA.action(row), mean, variance);
      for (int i = 0; i < 2; i++) {
        double error = mean[i] - DATA.next(row)[i];
        loss += error * error / variance[i] + Math.log(variance[i]);
      }
    }
    return loss;
  }

  private static List<float[]> weights(List<Network> networks) {
    return networks.stream().map(network -> network.layers().get(0).weights()).toList();
  }

  @Test
  void theBestOnTheDataHeldOutComeOutInTheirOrder() {
    Ensemble all = fitted(ALL).ensemble();
    double[] losses = new double[5];
    Arrays.setAll(losses, e -> loss(all, e));
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    List<float[]> best = new ArrayList<>();
    for (int e = 0; e < 5; e++) {
      if (losses[e] <= sorted[1]) {
        best.add(weights(all.members()).get(e));
      }
    }
    Ensemble elite = fitted(ALL.withElites(2)).ensemble();
    assertThat(weights(elite.members())).usingRecursiveComparison().isEqualTo(best);
    assertThat(weights(elite.members()))
        .as("not just the first ones")
        .usingRecursiveComparison()
        .isNotEqualTo(weights(all.members().subList(0, 2)));
  }

  @Test
  void beforeAFitTheFirstOnesComeOut() {
    assertThat(weights(fresh(ALL.withElites(2)).ensemble().members()))
        .usingRecursiveComparison()
        .isEqualTo(weights(fresh(ALL).ensemble().members().subList(0, 2)));
  }

  @Test
  void aFitThatFailsLeavesTheElitesAsTheyWere() {
    EnsembleTrainer trainer = fresh(ALL.withElites(2));
    List<float[]> before = weights(trainer.ensemble().members());
    try {
      trainer.fit(DATA, epoch -> {
        throw new IllegalStateException("full disk");
      });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("full disk");
    }
    assertThat(weights(trainer.ensemble().members())).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void withoutDataHeldOutTheFirstOnesComeOut() {
    EnsembleTrainer trainer = fresh(ALL.withElites(2).withEpochs(1));
    trainer.fit(Systems.linear(1, 1, 1), epoch -> {});
    assertThat(trainer.ensemble().members()).hasSize(2);
  }
}
