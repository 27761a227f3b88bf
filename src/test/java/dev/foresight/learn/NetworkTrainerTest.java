package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {
  private static final TrainerConfig SMALL = TrainerConfig.pets()
      .withMembers(2)
      .withHidden(List.of(16))
      .withActivation(Activation.TANH)
      .withLearningRate(1e-2f)
      .withEpochs(30)
      .withPatience(30)
      .withThreads(2)
      .withSeed(3);

  private static final float[][] X = rows(600);
  private static final float[][] Y =
      Arrays.stream(X).map(NetworkTrainerTest::function).toArray(float[][]::new);

  /** Inputs of other sizes and means. */
  private static float[][] rows(int count) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] rows = new float[count][];
    for (int r = 0; r < count; r++) {
      float small = (float) (0.01 * random.nextDouble());
      rows[r] = new float[] {small, (float) (100 + 10 * random.nextDouble()), 7};
    }
    return rows;
  }

  private static float[] function(float[] x) {
    double u = x[0] / 0.01;
    double v = (x[1] - 100) / 10;
    return new float[] {(float) (1000 + 50 * Math.sin(3 * u) * v), (float) (0.001 * (u - v))};
  }

  private static NetworkTrainer trained(TrainerConfig config) {
    NetworkTrainer trainer = new NetworkTrainer(3, 2, config);
    trainer.fit(X, Y, epoch -> {});
    return trainer;
  }

  private static List<float[]> contents(NetworkTrainer trainer) {
    List<float[]> all = new ArrayList<>();
    for (Network network : trainer.networks()) {
      network.layers().forEach(layer -> {
        all.add(layer.weights());
        all.add(layer.bias());
      });
    }
    return all;
  }

  @Test
  void learnsAFunctionInItsOwnUnits() {
    NetworkTrainer trainer = trained(SMALL.withEpochs(60).withPatience(60));
    assertThat(trainer.networks()).hasSize(2);
    for (float[] x : new float[][] {{0.002f, 103, 7}, {0.005f, 108, 7}, {0.009f, 101, 7}}) {
      float[] expected = function(x);
      for (Network network : trainer.networks()) {
        float[] y = network.apply(x);
        assertThat(y[0]).isCloseTo(expected[0], within(3f));
        assertThat(y[1]).isCloseTo(expected[1], within(6e-5f));
      }
    }
  }

  @Test
  void reportsErrorsAsAShareOfTheVarianceAndInUnits() {
    float[][] y = Arrays.stream(Y).map(row -> new float[] {row[0]}).toArray(float[][]::new);
    NetworkTrainer trainer = new NetworkTrainer(3, 1, SMALL.withHoldOut(0.5f).withEpochs(2));
    Training training = trainer.fit(X, y, epoch -> {});
    TrainingSet set = TrainingSet.of(X, y, TrainingSetTest.upTo(X.length), 0.5f, SMALL.seed());
    double squares = 0;
    for (int row : set.heldOut()) {
      for (Network network : trainer.networks()) {
        double error = network.apply(X[row])[0] - y[row][0];
        squares += error * error / (2 * set.heldOut().length);
      }
    }
    double unit = Normaliser.of(y, set.learned()).std()[0];
    assertThat((double) training.holdOutMse()).isCloseTo(squares, within(1e-2 * squares));
    assertThat((double) training.holdOutLoss())
        .isCloseTo(squares / (unit * unit), within(1e-2 * squares / (unit * unit)));
  }

  @Test
  void theNumberOfThreadsChangesNoBitAndTheDataStays() {
    float[][] before = FinishedNetwork.copy(X);
    NetworkTrainer alone = trained(SMALL.withEpochs(3).withThreads(1));
    NetworkTrainer shared = trained(SMALL.withEpochs(3).withThreads(5));
    assertThat(contents(shared)).usingRecursiveComparison().isEqualTo(contents(alone));
    assertThat(X).isDeepEqualTo(before);
  }

  @Test
  void divergenceChangesNothing() {
    TrainerConfig config = SMALL
        .withHidden(Collections.nCopies(24, 64))
        .withActivation(Activation.IDENTITY)
        .withLearningRate(1);
    NetworkTrainer trainer = new NetworkTrainer(3, 2, config);
    List<float[]> before = contents(trainer);
    assertThatThrownBy(() -> trainer.fit(X, Y, epoch -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("is not finite in epoch 1; lower learningRate = 1.0");
    assertThat(contents(trainer)).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void badDataIsNamed() {
    NetworkTrainer trainer = new NetworkTrainer(1, 1, SMALL);
    float[][] one = {{1}, {2}};
    assertThatThrownBy(() -> trainer.fit(one, new float[][] {{1}}, epoch -> {}))
        .hasMessage("targets has length 1; the inputs has 2");
    assertThatThrownBy(() -> trainer.fit(one, new float[][] {{1}, {Float.NaN}}, epoch -> {}))
        .hasMessageStartingWith("targets[1]");
    assertThatThrownBy(() -> trainer.fit(new float[][] {{1}, {1, 2}}, one, epoch -> {}))
        .hasMessage("inputs[1] has length 2; the network's input has 1");
    assertThatThrownBy(() -> trainer.fit(new float[0][], new float[0][], epoch -> {}))
        .hasMessage("data size is 0; it must be at least 1");
    assertThatThrownBy(() -> new NetworkTrainer(1, 0, SMALL))
        .hasMessage("output size is 0; it must be at least 1");
  }
}
