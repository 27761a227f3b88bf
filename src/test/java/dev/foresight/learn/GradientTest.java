package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Backpropagation against central differences of a loss computed in double precision. The gradient shows
 * in Adam's first moments, a tenth of it after the first step, which is one of no length.
 */
class GradientTest {
  private static final int FEATURES = 5;
  private static final int STATES = 3;
  private static final double STEP = 1e-5;

  private final SplittableRandom random = new SplittableRandom(7);
  private final double[] min = {-3, -1, -6};
  private final double[] max = {0.5, 1, -0.5};
  private Loss loss = Loss.GAUSSIAN;
  private Member member;
  private double[][][] weights;
  private float[][] x;
  private float[][] targets;
  private Activation activation;
  private float decay;
  private float beta;
  private double[][] counts;

  private void create(Activation f, List<Integer> hidden, int rows, float weightDecay) {
    activation = f;
    decay = weightDecay;
    TrainerConfig config = TrainerConfig.pets()
        .withHidden(hidden)
        .withActivation(f)
        .withBatch(rows)
        .withNllBeta(beta);
    member = new Member(FEATURES, STATES, loss, config, random);
    weights = new double[member.layers().size()][][];
    for (int l = 0; l < weights.length; l++) {
      Dense layer = member.layers().get(l);
      float[] w = layer.weights();
      weights[l] = new double[layer.inputs() + 1][layer.outputs()];
      for (int k = 0; k <= layer.inputs(); k++) {
        for (int j = 0; j < layer.outputs(); j++) {
          int at = k * layer.outputs() + j;
          w[at] = (float) (2 * w[at] + (k == layer.inputs() ? 0.3 * uniform() : 0));
          weights[l][k][j] = w[at];
        }
      }
    }
    x = rows(rows, FEATURES);
    targets = rows(rows, STATES);
    counts = counts(beta);
  }

  private double[][] counts(double beta) {
    return loss == Loss.GAUSSIAN ? PlainLoss.counts(weights, activation, x, min, max, beta) : null;
  }

  private float[][] rows(int count, int width) {
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (2 * uniform());
      }
    }
    return rows;
  }

  private double uniform() {
    return 2 * random.nextDouble() - 1;
  }

  private double plainLoss() {
    return plainLoss(decay);
  }

  private double plainLoss(double decay) {
    return loss == Loss.GAUSSIAN
        ? PlainLoss.of(weights, activation, x, targets, min, max, counts, decay)
        : PlainLoss.squared(weights, activation, x, targets, decay);
  }

  private double difference(double value, DoubleConsumer set) {
    DoubleSupplier loss = this::plainLoss;
    set.accept(value + STEP);
    double above = loss.getAsDouble();
    set.accept(value - STEP);
    double below = loss.getAsDouble();
    set.accept(value);
    return (above - below) / (2 * STEP);
  }

  private void check() {
    double batch = member.descend(x, targets, x.length, min, max, decay, 0);
    counts = counts(0);
    double weightPart = plainLoss() - plainLoss(0);
    assertThat(batch + weightPart).isCloseTo(plainLoss(), within(1e-5 * Math.abs(plainLoss())));
    counts = counts(beta);
    for (int l = 0; l < weights.length; l++) {
      for (int k = 0; k < weights[l].length; k++) {
        for (int j = 0; j < weights[l][k].length; j++) {
          double[] row = weights[l][k];
          int column = j;
          double expected = difference(row[j], value -> row[column] = value);
          assertThat(member.layers().get(l).moment1()[k * row.length + j] / 0.1)
              .as("layer %d, row %d, column %d", l, k, j)
              .isCloseTo(expected, within(1e-5 + 1e-4 * Math.abs(expected)));
        }
      }
    }
    for (int i = 0; i < loss.limits(STATES); i++) {
      int at = i;
      assertThat(member.head().minGradient()[i])
          .isCloseTo(difference(min[i], value -> min[at] = value), within(1e-5));
      assertThat(member.head().maxGradient()[i])
          .isCloseTo(difference(max[i], value -> max[at] = value), within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyWeightBiasAndLimitThroughEveryActivation(Activation f) {
    create(f, List.of(7, 6), 9, 0);
    check();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 4", "8, 33", "17, 5"})
  void widthsAndBatchesThatAreNoMultipleOfFour(int width, int rows) {
    create(Activation.SILU, List.of(width, width, width), rows, 0);
    check();
  }

  @Test
  void aNetworkWithoutHiddenLayers() {
    create(Activation.SILU, List.of(), 6, 0);
    check();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void squaredErrorsThroughEveryActivation(Activation f) {
    loss = Loss.SQUARED_ERROR;
    create(f, List.of(7, 6), 9, 0.1f);
    check();
  }

  @Test
  void weightDecayPullsAtWeightsAndNotAtBiases() {
    create(Activation.TANH, List.of(6), 8, 0.3f);
    check();
  }

  @Test
  void nllBetaWeighsTheGradientByTheVarianceAndNotTheLoss() {
    beta = 0.5f;
    create(Activation.SILU, List.of(6), 8, 0.3f);
    check();
    beta = 1;
    create(Activation.SILU, List.of(6), 8, 0);
    check();
  }

  @Test
  void aBatchThatIsNotFullUsesItsRowsAlone() {
    create(Activation.SILU, List.of(6), 8, 0);
    x = Arrays.copyOf(x, 3);
    targets = Arrays.copyOf(targets, 3);
    check();
  }

  @Test
  void extremeLogVariancesStayFinite() {
    create(Activation.IDENTITY, List.of(), 1, 0);
    float[] layer = member.layers().get(0).weights();
    int bias = FEATURES * 2 * STATES;
    layer[bias + STATES] = 1e4f;
    layer[bias + STATES + 1] = -1e4f;
    assertThat(member.descend(x, targets, 1, min, max, 0, 0)).isFinite();
    for (float g : member.layers().get(0).moment1()) {
      assertThat(g).isFinite();
    }
  }
}
