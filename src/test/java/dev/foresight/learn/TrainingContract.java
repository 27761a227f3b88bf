package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Device;
import dev.foresight.Ensemble;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Training on a device does what training on the CPU does, but for rounding. */
@Tag("device")
abstract class TrainingContract {
  private static final TrainerConfig SMALL = TrainerConfig.pets()
      .withActivation(Activation.SILU)
      .withLearningRate(5e-3f)
      .withThreads(2);

  private final SplittableRandom random = new SplittableRandom(5);

  abstract Device device();

  /** Two learners of the same weights, one to learn on the CPU and one on the device. */
  private record Pair(
      Learner here, Learner there, TrainingSet set, TrainerConfig config, int[][] order) {
    Steps.Outcome[] run(Device device, int epochs, float rate) {
      Steps.Outcome[] outcomes = new Steps.Outcome[2];
      try (Steps cpu = new CpuSteps(here, set, config);
          Steps steps = Steps.open(device, there, set, config)) {
        assertThat(steps).isInstanceOf(DeviceSteps.class);
        for (int i = 0; i < epochs; i++) {
          outcomes[0] = cpu.run(order, rate);
          outcomes[1] = steps.run(order, rate);
        }
      }
      return outcomes;
    }
  }

  private Pair pair(Loss loss, TrainerConfig config, int inputs, int elements, int rows) {
    float[][] x = numbers(rows + 3, inputs);
    float[][] y = numbers(rows + 3, elements);
    int[] learned = IntStream.range(0, rows).map(r -> r + 2).toArray();
    TrainingSet set = new TrainingSet(x, y, learned, new int[0]);
    int[][] order = new int[config.members()][];
    for (int e = 0; e < order.length; e++) {
      order[e] = set.bootstrap(false, random);
    }
    Learner[] pair = new Learner[2];
    for (int i = 0; i < 2; i++) {
      pair[i] = new Learner(inputs, elements, loss, config, new SplittableRandom(3));
      for (int k = 0; k < pair[i].limits().states(); k++) {
        pair[i].limits().set(k, -3 + k, 0.5 + 0.5 * k);
      }
    }
    return new Pair(pair[0], pair[1], set, config, order);
  }

  private float[][] numbers(int rows, int width) {
    float[][] numbers = new float[rows][width];
    for (float[] row : numbers) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (4 * random.nextDouble() - 2);
      }
    }
    return numbers;
  }

  /** Everything that an epoch changes; gradients of the first step show in Adam's first moments. */
  private static void assertSame(Pair pair, double tolerance) {
    for (int e = 0; e < pair.here.members().size(); e++) {
      List<Dense> expected = pair.here.members().get(e).layers();
      List<Dense> actual = pair.there.members().get(e).layers();
      for (int l = 0; l < expected.size(); l++) {
        String layer = "member " + e + ", layer " + l;
        assertClose(layer, actual.get(l).moment1(), expected.get(l).moment1(), tolerance);
        assertClose(layer, actual.get(l).moment2(), expected.get(l).moment2(), tolerance);
        assertClose(layer, actual.get(l).weights(), expected.get(l).weights(), tolerance);
      }
      assertThat(pair.there.members().get(e).steps())
          .isEqualTo(pair.here.members().get(e).steps());
    }
    Limits here = pair.here.limits();
    Limits there = pair.there.limits();
    assertThat(there.moment1()).containsExactly(here.moment1(), within(tolerance));
    assertThat(there.values()).containsExactly(here.values(), within(tolerance));
  }

  /** Within that share of the largest number. */
  private static void assertClose(String what, float[] actual, float[] expected, double share) {
    double most = 0;
    for (float value : expected) {
      most = Math.max(most, Math.abs(value));
    }
    assertThat(actual).as(what).containsExactly(expected, within((float) (share * most)));
  }

  private static void assertSameLosses(Steps.Outcome[] outcomes, double tolerance) {
    assertThat(outcomes[1].losses())
        .containsExactly(
            outcomes[0].losses(), within(tolerance * Math.abs(outcomes[0].losses()[0])));
    assertThat(outcomes[1].failures()).isEqualTo(outcomes[0].failures());
  }

  @Test
  void gradientsOfABatchAreThoseOfTheCpu() {
    List<List<Integer>> shapes =
        List.of(List.of(), List.of(5), List.of(17, 40, 3), List.of(16, 33));
    int[] members = {1, 3, 5, 2};
    int[] batches = {7, 33, 16, 1};
    int kind = 0;
    for (Activation activation : Activation.values()) {
      for (Loss loss : Loss.values()) {
        int shape = kind++ % 4;
        TrainerConfig config = SMALL
            .withActivation(activation)
            .withHidden(shapes.get(shape))
            .withMembers(members[shape])
            .withBatch(batches[shape])
            .withWeightDecay(0.1f)
            .withNllBeta(0.5f * (kind % 3));
        int rows = kind % 3 == 0 ? Math.max(1, batches[shape] - 4) : batches[shape];
        Pair pair = pair(loss, config, 1 + 7 * shape, 3, rows);
        assertSameLosses(pair.run(device(), 1, 1e-3f), 2e-6);
        assertSame(pair, 2e-5);
      }
    }
  }

  @Test
  void epochsOfManyStepsAreThoseOfTheCpu() {
    TrainerConfig config = SMALL.withHidden(List.of(20, 9)).withMembers(3).withBatch(7);
    Pair pair = pair(Loss.GAUSSIAN, config, 4, 2, 52);
    assertSameLosses(pair.run(device(), 3, 2e-3f), 1e-5);
    assertSame(pair, 1e-4);
    assertThat(pair.there.limits().values()[0]).isNotCloseTo(-3, within(0.01));
  }

  /** More launches than a script takes. */
  @Test
  void longEpochsAreThoseOfTheCpu() {
    TrainerConfig config = SMALL.withHidden(List.of()).withMembers(2).withBatch(1);
    Pair pair = pair(Loss.SQUARED_ERROR, config, 2, 1, 5100);
    assertSameLosses(pair.run(device(), 1, 1e-3f), 1e-5);
    assertSame(pair, 1e-4);
  }

  @Test
  void theFirstStepOfEachMemberWhoseLossIsNotFiniteIsFound() {
    TrainerConfig config = SMALL.withHidden(List.of(5)).withMembers(3).withBatch(4);
    Pair pair = pair(Loss.GAUSSIAN, config, 2, 2, 11);
    pair.set.y()[0][1] = Float.NaN;
    for (int[] rows : pair.order) {
      rows[3] = 2;
    }
    pair.order[1][6] = 0;
    Steps.Outcome[] outcomes = pair.run(device(), 1, 1e-3f);
    assertThat(outcomes[0].failures()).containsExactly(3, 1, 3);
    assertThat(outcomes[1].failures()).containsExactly(3, 1, 3);
  }

  @Test
  void aFitIsThatOfTheCpu() {
    TrainerConfig config = SMALL
        .withHidden(List.of(24, 24))
        .withEpochs(12)
        .withPatience(3)
        .withHoldOut(0.2f)
        .withSeed(3);
    List<List<Epoch>> epochs = List.of(new ArrayList<>(), new ArrayList<>());
    Training[] trainings = new Training[2];
    Ensemble[] ensembles = new Ensemble[2];
    for (int i = 0; i < 2; i++) {
      Device where = i == 0 ? Device.parse("cpu") : device();
      EnsembleTrainer trainer = new EnsembleTrainer(
          1, 1, Ensemble.plainFeatures(1, 1), new boolean[] {false}, config, where);
      trainer.fit(Systems.wave(300, 1, 1), epoch -> {});
      trainings[i] = trainer.fit(Systems.wave(400, 1, 2), epochs.get(i)::add);
      ensembles[i] = trainer.ensemble();
    }
    assertThat(trainings[1].epochs()).isEqualTo(trainings[0].epochs());
    assertThat(trainings[1].bestEpoch()).isEqualTo(trainings[0].bestEpoch()).isGreaterThan(0);
    for (int i = 0; i < epochs.get(0).size(); i++) {
      Epoch expected = epochs.get(0).get(i);
      assertThat(epochs.get(1).get(i).trainLoss()).isCloseTo(expected.trainLoss(), within(5e-3f));
      assertThat(epochs.get(1).get(i).holdOutLoss())
          .isCloseTo(expected.holdOutLoss(), within(2e-2f));
    }
    float[] state = {0.3f};
    float[] action = {0.1f};
    assertThat(ensembles[1].predict(state, action).mean()[0])
        .isCloseTo(ensembles[0].predict(state, action).mean()[0], within(0.01f));
  }

  @Test
  void aFitThatDivergesNamesTheMemberAndLeavesTheEnsembleAsItWas() {
    TrainerConfig config = SMALL
        .withHidden(Collections.nCopies(24, 64))
        .withActivation(Activation.IDENTITY)
        .withMembers(2)
        .withLearningRate(1);
    NetworkTrainer trainer = new NetworkTrainer(2, 1, config, device());
    float[][] x = numbers(100, 2);
    float[][] y = numbers(100, 1);
    float[] before = trainer.networks().get(0).apply(x[0]);
    assertThatThrownBy(() -> trainer.fit(x, y, epoch -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching("the loss of member [01] is not finite in epoch \\d+; lower .*");
    assertThat(trainer.networks().get(0).apply(x[0])).isEqualTo(before);
  }

  @Test
  void aFitGoesOnFromACheckpointOfAnyEpochToTheBit() throws IOException {
    TrainerConfig config =
        SMALL.withHidden(List.of(9)).withEpochs(4).withMembers(2).withHoldOut(0.2f);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    EnsembleTrainer whole = waves(config);
    whole.fit(Systems.wave(100, 1, 1), epoch -> {
      try {
        if (epoch.epoch() == 2) {
          whole.writeTo(new DataOutputStream(kept));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    EnsembleTrainer resumed = waves(config);
    resumed.readFrom(new DataInputStream(new ByteArrayInputStream(kept.toByteArray())));
    List<Integer> epochs = new ArrayList<>();
    resumed.fit(Systems.wave(100, 1, 1), epoch -> epochs.add(epoch.epoch()));
    assertThat(epochs).containsExactly(3, 4);
    assertThat(resumed.ensemble()).usingRecursiveComparison().isEqualTo(whole.ensemble());
  }

  private EnsembleTrainer waves(TrainerConfig config) {
    return new EnsembleTrainer(
        1, 1, Ensemble.plainFeatures(1, 1), new boolean[] {false}, config, device());
  }

  @Test
  void aFitIsTheSameEveryTime() {
    TrainerConfig config = SMALL.withHidden(List.of(9)).withEpochs(2).withSeed(8);
    List<float[]> results = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      EnsembleTrainer trainer = waves(config);
      trainer.fit(Systems.wave(100, 1, 1), epoch -> {});
      results.add(trainer.ensemble().predict(new float[] {0.3f}, new float[1]).mean());
    }
    assertThat(results.get(1)).isEqualTo(results.get(0));
  }
}
