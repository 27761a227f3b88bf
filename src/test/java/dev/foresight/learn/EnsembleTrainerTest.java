package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnsembleTrainerTest {
  private static final TrainerConfig SMALL = TrainerConfig.pets()
      .withHidden(List.of(16))
      .withActivation(Activation.TANH)
      .withLearningRate(5e-3f)
      .withEpochs(30)
      .withThreads(2)
      .withSeed(3);

  private static EnsembleTrainer linearTrainer(TrainerConfig config, boolean... delta) {
    return new EnsembleTrainer(2, 1, Ensemble.plainFeatures(2, 1), delta, config);
  }

  private static EnsembleTrainer waveTrainer(TrainerConfig config) {
    return new EnsembleTrainer(1, 1, Ensemble.plainFeatures(1, 1), new boolean[] {false}, config);
  }

  /** All that a fit changes, to be compared. */
  private static List<Object> contents(Ensemble ensemble) {
    List<Object> all = new ArrayList<>();
    ensemble.members().forEach(member -> member.layers().forEach(layer -> {
      all.add(layer.weights());
      all.add(layer.bias());
    }));
    all.add(ensemble.inputMean());
    all.add(ensemble.inputStd());
    all.add(ensemble.minLogVariance());
    all.add(ensemble.maxLogVariance());
    return all;
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "true, false"})
  void recoversTheMeanAndTheNoiseOfALinearSystem(boolean first, boolean second) {
    EnsembleTrainer trainer = linearTrainer(SMALL.withEpochs(60).withPatience(20), first, second);
    trainer.fit(Systems.linear(3000, 1, 1), epoch -> {});
    float[][] states = {{0, 0}, {1, -1}, {-1.5f, 0.5f}, {0.3f, 1.2f}};
    for (float[] state : states) {
      float[] action = {0.5f};
      Ensemble.Prediction next = trainer.ensemble().predict(state, action);
      float[] mean = Systems.linearMean(state, action);
      for (int i = 0; i < 2; i++) {
        float noise = Systems.NOISE[i];
        assertThat(next.mean()[i]).isCloseTo(mean[i], within(0.5f * noise));
        assertThat(Math.sqrt(next.aleatoric()[i])).isCloseTo(noise, within(0.2 * noise));
      }
    }
  }

  @Test
  void smallNoiseIsLearnedBelowTheFirstLimit() {
    TrainerConfig config = SMALL.withHidden(List.of()).withLearningRate(0.03f).withHoldOut(0);
    EnsembleTrainer trainer = linearTrainer(config, true, true);
    trainer.fit(Systems.linear(3000, 1e-3f, 1), epoch -> {});
    Ensemble ensemble = trainer.ensemble();
    double firstLimit = 2 * Math.log(0.115) - 10; // log variance of the change 0.1 s, then PETS's
    assertThat((double) ensemble.minLogVariance()[0]).isLessThan(firstLimit - 1);
    Ensemble.Prediction next = ensemble.predict(new float[] {1, 1}, new float[] {0});
    assertThat(Math.sqrt(next.aleatoric()[0])).isLessThan(0.95 * Math.exp(firstLimit / 2));
    assertThat(next.mean()[0]).isCloseTo(1.1f, within(1e-3f));
  }

  @Test
  void membersDisagreeWhereThereWasNoData() {
    EnsembleTrainer trainer = waveTrainer(
        SMALL.withActivation(Activation.SILU).withHidden(List.of(32)).withEpochs(60));
    trainer.fit(Systems.wave(600, 1, 1), epoch -> {});
    Ensemble ensemble = trainer.ensemble();
    float[] none = {0};
    double seen = ensemble.predict(new float[] {0.5f}, none).epistemic()[0];
    double unseen = ensemble.predict(new float[] {4}, none).epistemic()[0];
    assertThat(seen).isGreaterThan(0);
    assertThat(unseen).isGreaterThan(20 * seen);
  }

  @Test
  void stopsEarlyAndKeepsTheBestEpoch() {
    TrainerConfig config =
        SMALL.withHidden(List.of(64)).withEpochs(500).withPatience(4).withHoldOut(0.3f);
    EnsembleTrainer trainer = waveTrainer(config);
    ReplayBuffer data = Systems.wave(60, 1, 1);
    List<Epoch> epochs = new ArrayList<>();
    Training training = trainer.fit(data, epochs::add);

    Epoch best = epochs.stream().min(Comparator.comparing(Epoch::holdOutLoss)).orElseThrow();
    assertThat(training.bestEpoch()).isEqualTo(best.epoch());
    assertThat(training.epochs()).isEqualTo(best.epoch() + 4).isEqualTo(epochs.size());
    assertThat(training.holdOutLoss()).isEqualTo(best.holdOutLoss());
    assertThat(training.trainLoss()).isEqualTo(best.trainLoss());
    assertThat(epochs.get(epochs.size() - 1).holdOutLoss()).isGreaterThan(best.holdOutLoss());
    double[] judged = judge(trainer.ensemble(), data, config);
    assertThat(judged[0]).isCloseTo(training.holdOutLoss(), within(1e-4));
    assertThat(judged[1]).isCloseTo(training.holdOutMse(), within(1e-4 * judged[1]));
  }

  /** Likelihood and squared error of the model itself on the data held out. */
  private static double[] judge(Ensemble ensemble, ReplayBuffer data, TrainerConfig config) {
    TrainingSet set = TrainingSet.of(
        data, ensemble.features(), ensemble.delta(), config.holdOut(), config.seed());
    assertThat(set.heldOut().length).isBetween(8, 30);
    double loss = 0;
    double squares = 0;
    float[] mean = new float[1];
    float[] variance = new float[1];
    for (int row : set.heldOut()) {
      for (int e = 0; e < ensemble.members().size(); e++) {
        ensemble.predict(e, data.state(row), data.action(row), mean, variance);
        double error = mean[0] - data.next(row)[0];
        loss += 0.5 * (error * error / variance[0] + Math.log(2 * Math.PI * variance[0]));
        squares += error * error;
      }
    }
    double count = (double) set.heldOut().length * ensemble.members().size();
    return new double[] {loss / count, squares / count};
  }

  @Test
  void aLaterFitGoesOnFromTheFormerOne() {
    EnsembleTrainer trainer = linearTrainer(SMALL, true, true);
    ReplayBuffer data = Systems.linear(1000, 1, 1);
    List<Epoch> first = new ArrayList<>();
    List<Epoch> later = new ArrayList<>();
    Training before = trainer.fit(data, first::add);
    Training after = trainer.fit(data, later::add);
    assertThat(later.get(0).trainLoss()).isLessThan(first.get(2).trainLoss());
    assertThat(later.get(0).trainLoss()).isCloseTo(before.trainLoss(), within(0.2f));
    assertThat(after.holdOutLoss()).isLessThanOrEqualTo(before.holdOutLoss() + 1e-4f);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 9})
  void theNumberOfThreadsChangesNoBit(int threads) {
    TrainerConfig config = SMALL.withEpochs(3).withBatch(7);
    ReplayBuffer data = Systems.linear(200, 1, 1);
    EnsembleTrainer alone = linearTrainer(config.withThreads(1), true, false);
    EnsembleTrainer shared = linearTrainer(config.withThreads(threads), true, false);
    for (int fit = 0; fit < 2; fit++) {
      List<Epoch> one = new ArrayList<>();
      List<Epoch> other = new ArrayList<>();
      alone.fit(data, one::add);
      shared.fit(data, other::add);
      assertThat(other).isEqualTo(one);
    }
    assertThat(contents(shared.ensemble()))
        .usingRecursiveComparison()
        .isEqualTo(contents(alone.ensemble()));
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    Ensemble one = linearTrainer(SMALL, true, true).ensemble();
    Ensemble other = linearTrainer(SMALL.withSeed(4), true, true).ensemble();
    assertThat(one.members().get(0).layers().get(0).weights())
        .isNotEqualTo(other.members().get(0).layers().get(0).weights())
        .isNotEqualTo(one.members().get(1).layers().get(0).weights());
  }

  @Test
  void divergenceNamesMemberAndEpochAndChangesNothing() {
    TrainerConfig config = SMALL
        .withHidden(Collections.nCopies(24, 64))
        .withActivation(Activation.IDENTITY)
        .withLearningRate(1)
        .withMembers(2);
    EnsembleTrainer trainer = linearTrainer(config, true, true);
    ReplayBuffer data = Systems.linear(200, 1, 1);
    List<Object> before = contents(trainer.ensemble());
    assertThatThrownBy(() -> trainer.fit(data, epoch -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching("the loss of member [01] is not finite in epoch 1; lower "
            + "learningRate = 1.0 or look for extreme values in the data");
    assertThat(contents(trainer.ensemble())).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void aFeatureThatIsNoNumberIsNamed() {
    List<Expr> features = List.of(Expr.state(0), Expr.log(Expr.state(1)));
    EnsembleTrainer trainer =
        new EnsembleTrainer(2, 1, features, new boolean[] {true, true}, SMALL);
    assertThatThrownBy(() -> trainer.fit(Systems.linear(50, 1, 1), epoch -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("feature 1 = log(state(1)) is NaN for transition ");
  }

  @Test
  void anExceptionFromTheListenerChangesNothing() {
    EnsembleTrainer trainer = linearTrainer(SMALL, true, true);
    List<Object> before = contents(trainer.ensemble());
    assertThatThrownBy(() -> trainer.fit(Systems.linear(50, 1, 1), epoch -> {
          throw new IllegalStateException("full disk");
        }))
        .hasMessage("full disk");
    assertThat(contents(trainer.ensemble())).usingRecursiveComparison().isEqualTo(before);
    assertThat(trainer.fit(Systems.linear(50, 1, 1), epoch -> {}).bestEpoch()).isPositive();
  }

  @Test
  void interruptionEndsTheFitAfterTheEpoch() {
    EnsembleTrainer trainer = linearTrainer(SMALL, true, true);
    Training training =
        trainer.fit(Systems.linear(50, 1, 1), epoch -> Thread.currentThread().interrupt());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(training.epochs()).isEqualTo(1);
  }

  @Test
  void oneTransitionIsEnoughToRun() {
    Training training =
        linearTrainer(SMALL.withEpochs(2), true, true).fit(Systems.linear(1, 1, 1), epoch -> {});
    assertThat(training.rows()).isEqualTo(1);
    assertThat(training.heldOut()).isZero();
    assertThat(training.epochs()).isEqualTo(training.bestEpoch()).isEqualTo(2);
    assertThat(training.holdOutLoss()).isNaN();
  }

  @Test
  void dataThatDoesNotFitIsRefused() {
    EnsembleTrainer trainer = linearTrainer(SMALL, true, true);
    assertThatThrownBy(() -> trainer.fit(Systems.wave(5, 1, 1), epoch -> {}))
        .hasMessage("data's state has length 1; the trainer's state has 2");
    assertThatThrownBy(() -> trainer.fit(new ReplayBuffer(2, 1, 5), epoch -> {}))
        .hasMessage("data size is 0; it must be at least 1");
    assertThatThrownBy(() -> linearTrainer(SMALL, true))
        .hasMessage("delta has length 1; the state has 2");
    assertThatThrownBy(() ->
            new EnsembleTrainer(2, 1, List.of(Expr.state(2)), new boolean[] {true, true}, SMALL))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
