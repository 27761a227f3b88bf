package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTrainerTest {
  private static final ValueConfig CONFIG = ValueConfig.small()
      .withTrainer(TrainerConfig.pets()
          .withMembers(2)
          .withHidden(List.of(24))
          .withActivation(Activation.TANH)
          .withLearningRate(1e-2f)
          .withWeightDecay(0)
          .withEpochs(4)
          .withPatience(4)
          .withThreads(2)
          .withSeed(3))
      .withDiscount(0.8f);

  // s' = 0.9 s + 0.5 a under a = -0.4 s + e, e uniform up to 0.5, reward -(s^2 + 0.5 a^2)
  private static final double A = 0.9;
  private static final double B = 0.5;
  private static final double GAIN = 0.4;
  private static final double PRICE = 0.5;
  private static final double VARIANCE = 0.25 / 3;

  private static ReplayBuffer regulated(int episodes, int length) {
    ReplayBuffer data = new ReplayBuffer(1, 1, episodes * length);
    Random random = new Random(1);
    for (int n = 0; n < episodes; n++) {
      float s = 4 * random.nextFloat() - 2;
      for (int t = 0; t < length; t++) {
        float a = (float) (-GAIN * s + random.nextFloat() - 0.5);
        float next = (float) (A * s + B * a);
        float reward = (float) -(s * s + PRICE * a * a);
        data.add(
            new float[] {s}, new float[] {a}, reward, new float[] {next}, false, t == length - 1);
        s = next;
      }
    }
    return data;
  }

  /** The value of a state: a quadratic form and the noise's cost, by the Lyapunov equation. */
  private static double value(double s) {
    double closed = A - B * GAIN;
    double p = (1 + PRICE * GAIN * GAIN) / (1 - 0.8 * closed * closed);
    return -(p * s * s + (PRICE + 0.8 * p * B * B) * VARIANCE / (1 - 0.8));
  }

  private static double value(double s, double a) {
    return -(s * s + PRICE * a * a) + 0.8 * value(A * s + B * a);
  }

  @ParameterizedTest
  @CsvSource({"1, 25", "5, 10"})
  void theValueOfALinearRegulatorIsTheClosedForm(int steps, int iterations) {
    ValueConfig config = CONFIG.withSteps(steps).withIterations(iterations);
    ReplayBuffer data = regulated(300, 8);
    ValueTrainer q = ValueTrainer.q(1, 1, config);
    ValueTrainer v = ValueTrainer.v(1, 1, config);
    q.fit(data, epoch -> {});
    v.fit(data, epoch -> {});
    for (float s : new float[] {-1.5f, -0.5f, 0, 0.7f, 1.4f}) {
      assertThat((double) v.value().apply(new float[] {s})).isCloseTo(value(s), within(0.35));
      for (double e : new double[] {-0.4, 0, 0.4}) {
        float a = (float) (-GAIN * s + e);
        assertThat((double) q.value().apply(new float[] {s, a}))
            .as("state %s, action %s", s, a)
            .isCloseTo(value(s, a), within(0.35));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsLearnedIsHeld(boolean actions) {
    ValueTrainer trainer = actions ? ValueTrainer.q(1, 1, CONFIG) : ValueTrainer.v(1, 1, CONFIG);
    int layers = trainer.value().networks().get(0).layers().size();
    trainer.fit(regulated(40, 8), epoch -> {});
    for (Network network : trainer.value().networks()) {
      assertThat(network.layers()).hasSize(layers + 1);
      float least = network.layers().get(layers).bias()[0] / 0.99f;
      assertThat((double) least).isBetween(2 * value(2), value(1));
    }
  }

  @Test
  void aNetworkIsHeldBetweenBoundsButForAHundredthOfWhatLiesBeyond() {
    Network itself = new Network(
        List.of(new Network.Layer(1, 1, new float[] {1}, new float[] {0}, Activation.IDENTITY)));
    Network held = FinishedNetwork.held(itself, -2, 3);
    float[][] expected = {{-102, -3}, {-2, -2}, {-1, -1}, {0, 0}, {2.5f, 2.5f}, {3, 3}, {103, 4}};
    for (float[] pair : expected) {
      assertThat(held.apply(new float[] {pair[0]})[0]).isCloseTo(pair[1], within(1e-5f));
    }
  }

  /** Five cells in a row; left or right at random; beyond the right end is 1 and the end. */
  private static ReplayBuffer chain() {
    ReplayBuffer data = new ReplayBuffer(5, 1, 3000);
    Random random = new Random(2);
    int cell = 0;
    for (int t = 0; t < 3000; t++) {
      boolean right = random.nextBoolean();
      boolean end = right && cell == 4;
      int next = Math.max(0, Math.min(4, right ? cell + 1 : cell - 1));
      data.add(cell(cell), new float[] {right ? 1 : -1}, end ? 1 : 0, cell(next), end);
      cell = end ? random.nextInt(5) : next;
    }
    return data;
  }

  private static float[] cell(int index) {
    float[] features = new float[5];
    features[index] = 1;
    return features;
  }

  /** By repeating Bellman's equation until it holds. */
  private static double[][] chainValues() {
    double[][] q = new double[5][2];
    for (int k = 0; k < 500; k++) {
      for (int cell = 0; cell < 5; cell++) {
        for (int right = 0; right < 2; right++) {
          int next = Math.max(0, Math.min(4, cell + 2 * right - 1));
          boolean end = right == 1 && cell == 4;
          q[cell][right] = end ? 1 : 0.8 * (q[next][0] + q[next][1]) / 2;
        }
      }
    }
    return q;
  }

  @Test
  void theValueOfAChainIsThatOfItsBellmanEquation() {
    ValueTrainer q = ValueTrainer.q(5, 1, CONFIG.withSteps(1).withIterations(25));
    q.fit(chain(), epoch -> {});
    double[][] expected = chainValues();
    assertThat(expected[4][1]).isEqualTo(1);
    for (int cell = 0; cell < 5; cell++) {
      for (int right = 0; right < 2; right++) {
        float[] input = Rows.joined(cell(cell), new float[] {2 * right - 1});
        assertThat((double) q.value().apply(input))
            .as("cell %d, right %d", cell, right)
            .isCloseTo(expected[cell][right], within(0.06));
      }
    }
  }

  @Test
  void theLeastOfTheMembersIsBelowTheirMean() {
    ReplayBuffer data = regulated(40, 8);
    ValueTrainer mean = ValueTrainer.q(1, 1, CONFIG.withIterations(5));
    ValueTrainer min = ValueTrainer.q(
        1, 1, CONFIG.withIterations(5).withTargets(Reduction.min()).withReduction(Reduction.min()));
    mean.fit(data, epoch -> {});
    min.fit(data, epoch -> {});
    assertThat(min.value().reduction()).isEqualTo(Reduction.min());
    double sum = 0;
    for (float s = -1; s <= 1; s += 0.25f) {
      float[] input = {s, -0.4f * s};
      sum += min.value().apply(input) - mean.value().apply(input);
    }
    assertThat(sum).isNegative();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNumberOfThreadsChangesNoBit(boolean actions) {
    assertThat(fitted(1, actions)).usingRecursiveComparison().isEqualTo(fitted(4, actions));
  }

  private static ScalarEnsemble fitted(int threads, boolean actions) {
    ValueConfig config =
        CONFIG.withIterations(3).withTrainer(CONFIG.trainer().withThreads(threads));
    ValueTrainer trainer = actions ? ValueTrainer.q(1, 1, config) : ValueTrainer.v(1, 1, config);
    trainer.fit(regulated(20, 8), epoch -> {});
    return trainer.value();
  }

  @Test
  void valuesWithoutBoundAreNoticedAndChangeNothing() {
    ReplayBuffer data = new ReplayBuffer(1, 1, 3);
    for (int i = 0; i < 3; i++) {
      data.add(new float[1], new float[1], 1, new float[1], false);
    }
    ValueTrainer trainer =
        ValueTrainer.v(1, 1, CONFIG.withDiscount(1).withSteps(1).withIterations(100));
    ScalarEnsemble before = trainer.value();
    assertThatThrownBy(() -> trainer.fit(data, epoch -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching("the target of transition \\d is \\S+ in iteration \\d+, beyond any"
            + " return that is possible; lower discount = 1.0 or learningRate = 0.01, or use"
            + " Reduction.min\\(\\) for targets");
    assertThat(trainer.value()).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void rewardsThatNeverCameAreWorthNothing() {
    ReplayBuffer data = new ReplayBuffer(1, 1, 50);
    for (int i = 0; i < 50; i++) {
      data.add(new float[] {i}, new float[1], 0, new float[] {i + 1}, false);
    }
    ValueTrainer trainer = ValueTrainer.v(1, 1, CONFIG);
    trainer.fit(data, epoch -> {});
    assertThat(trainer.value().apply(new float[] {25})).isCloseTo(0, within(0.1f));
  }

  @Test
  void dataThatDoesNotFitIsRefused() {
    ValueTrainer q = ValueTrainer.q(1, 1, CONFIG);
    ReplayBuffer alone = new ReplayBuffer(1, 1, 5);
    assertThatThrownBy(() -> q.fit(alone, epoch -> {}))
        .hasMessage("data size is 0; it must be at least 1");
    alone.add(new float[] {1}, new float[1], 1, new float[] {2}, false);
    alone.add(new float[] {5}, new float[1], 1, new float[] {6}, false);
    assertThatThrownBy(() -> q.fit(alone, epoch -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data has no transition with a next action; add the transitions of an episode "
            + "in their order");
    ValueTrainer.v(1, 1, CONFIG.withIterations(1)).fit(alone, epoch -> {});
    assertThatThrownBy(() -> ValueTrainer.q(2, 1, CONFIG).fit(alone, epoch -> {}))
        .hasMessage("data's state has length 1; the trainer's state has 2");
    assertThatThrownBy(() -> CONFIG.withDiscount(0))
        .hasMessage("discount is 0.0; it must be above 0 and at most 1");
    assertThatThrownBy(() -> CONFIG.withSteps(0)).hasMessage("steps is 0; it must be at least 1");
  }
}
