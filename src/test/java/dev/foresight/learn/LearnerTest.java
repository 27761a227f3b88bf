package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Ensemble;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final TrainerConfig CONFIG =
      TrainerConfig.pets().withHidden(List.of(8, 8)).withMembers(2);
  private static final Normaliser INPUTS = normaliser(1, 2, -0.5, 3, 0.2, 0.1);
  private static final Normaliser TARGETS = normaliser(0.1, 0.02, 5, 4);

  private final Learner learner = new Learner(3, 2, Loss.GAUSSIAN, CONFIG, new SplittableRandom(1));

  /** Of means and deviations, by turns. */
  private static Normaliser normaliser(double... moments) {
    double[] mean = new double[moments.length / 2];
    double[] std = new double[moments.length / 2];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = moments[2 * i];
      std[i] = moments[2 * i + 1];
    }
    return new Normaliser(mean, std, new boolean[mean.length]);
  }

  private Ensemble ensemble() {
    return learner.ensemble(1, Ensemble.plainFeatures(2, 1), new boolean[] {true, false});
  }

  @Test
  void theModelHasTheUnitsOfTheState() {
    learner.rescale(INPUTS, TARGETS);
    float[] state = {0.7f, -1};
    float[] action = {0.3f};
    float[][] x = {{state[0], state[1], action[0]}};
    INPUTS.apply(x);
    float[] y = learner.members().get(1).forward(x, 1).clone();
    float[] mean = new float[2];
    float[] variance = new float[2];
    ensemble().predict(1, state, action, mean, variance);
    for (int i = 0; i < 2; i++) {
      double unit = TARGETS.std()[i];
      double expected = y[i] * unit + TARGETS.mean()[i] + (i == 0 ? state[0] : 0);
      double v = 0.5 - Math.log1p(Math.exp(0.5 - y[2 + i]));
      v = -10 + Math.log1p(Math.exp(v + 10));
      assertThat((double) mean[i]).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
      assertThat(variance[i] / (unit * unit)).isCloseTo(Math.exp(v), within(1e-5 * Math.exp(v)));
    }
  }

  @Test
  void otherNormalisersLeavePredictionsAsTheyWere() {
    learner.rescale(INPUTS, TARGETS);
    Ensemble before = ensemble();
    learner.rescale(normaliser(2, 0.5, 0, 1, -1, 10), normaliser(-0.3, 0.1, 1, 0.5));
    Ensemble after = ensemble();
    assertThat(after.inputStd()).containsExactly(0.5f, 1, 10);
    float[] state = {0.4f, 0.8f};
    Ensemble.Prediction expected = before.predict(state, new float[] {0.25f});
    Ensemble.Prediction actual = after.predict(state, new float[] {0.25f});
    assertThat(actual.mean()).containsExactly(expected.mean(), within(2e-5f));
    assertThat(actual.aleatoric()[0])
        .isCloseTo(expected.aleatoric()[0], within(1e-4f * expected.aleatoric()[0]));
    assertThat(actual.aleatoric()[1])
        .isCloseTo(expected.aleatoric()[1], within(1e-4f * expected.aleatoric()[1]));
  }

  @Test
  void aColumnThatWasConstantKeepsTheSizeOfItsWeights() {
    Normaliser constant = new Normaliser(
        new double[] {1, -0.5, 0.2}, new double[] {1, 3, 0.1}, new boolean[] {true, false, false});
    learner.rescale(constant, TARGETS);
    Ensemble before = ensemble();
    float[] weights = Arrays.copyOf(
        learner.members().get(0).layers().get(0).weights(), CONFIG.hidden().get(0));
    learner.rescale(normaliser(40, 100, -0.5, 3, 0.2, 0.1), TARGETS);
    assertThat(learner.members().get(0).layers().get(0).weights()).startsWith(weights);
    float[] whereItWasConstant = {1, 0.8f};
    assertThat(ensemble().predict(whereItWasConstant, new float[1]).mean())
        .containsExactly(before.predict(whereItWasConstant, new float[1]).mean(), within(2e-5f));
  }

  @Test
  void aNetworkTakesAndGivesRawNumbersThroughEveryNumberOfLayers() {
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(8), List.of(8, 5))) {
      Learner plain =
          new Learner(3, 2, Loss.SQUARED_ERROR, CONFIG.withHidden(hidden), new SplittableRandom(1));
      plain.rescale(INPUTS, TARGETS);
      float[] raw = {0.7f, -1, 0.3f};
      float[][] x = {raw.clone()};
      INPUTS.apply(x);
      float[] y = plain.members().get(1).forward(x, 1).clone();
      float[] actual = plain.networks().get(1).apply(raw);
      assertThat(actual).hasSize(2);
      for (int i = 0; i < 2; i++) {
        float expected = (float) (y[i] * TARGETS.std()[i] + TARGETS.mean()[i]);
        assertThat(actual[i]).isCloseTo(expected, within(1e-5f * (1 + Math.abs(expected))));
      }
      plain.rescale(normaliser(2, 0.5, 0, 1, -1, 10), normaliser(-0.3, 0.1, 1, 0.5));
      assertThat(plain.networks().get(1).apply(raw)).containsExactly(actual, within(2e-5f));
    }
  }

  @Test
  void goesBackToACopy() {
    learner.rescale(INPUTS, TARGETS);
    Ensemble before = ensemble();
    Learner.State state = learner.state();
    learner.rescale(normaliser(2, 0.5, 0, 1, -1, 10), normaliser(-0.3, 0.1, 1, 0.5));
    learner.members().get(0).layers().get(1).weights()[0] = 7;
    learner.limits().set(1, -3, 3);
    learner.restore(state);
    assertThat(ensemble()).usingRecursiveComparison().isEqualTo(before);
  }
}
