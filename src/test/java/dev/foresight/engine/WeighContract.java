package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code weigh}: SCORES -> WEIGHTS. */
interface WeighContract extends EngineUnderTest {
  float NONE = Float.NEGATIVE_INFINITY;
  float ALIKE = Float.POSITIVE_INFINITY;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 257, 1009})
  default void everyTemperatureAndNumberOfElites(int plans) {
    SplittableRandom random = new SplittableRandom(plans);
    for (float temperature : new float[] {ALIKE, 100, 1, 0.05f}) {
      for (int elites : new int[] {1, (plans + 9) / 10, (plans + 1) / 2, plans}) {
        EngineSpec spec = spec(plans, elites, temperature, 3);
        try (Twins twins = new Twins(this, spec)) {
          twins.fill(ArrayName.SCORES, plans, random, 5, 3);
          twins.run(e -> e.weigh(Contract.round(plans)));
          float[] weights = twins.agree(ArrayName.WEIGHTS, plans);
          for (int b = 0; b < 3; b++) {
            double sum = 0;
            for (int n = 0; n < plans; n++) {
              sum += weights[b * plans + n];
            }
            assertThat(sum).as("sum of problem %d", b).isCloseTo(1, within(1e-5));
          }
        }
      }
    }
  }

  /** With few different scores, so that the last of the best has many equals. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1640, 16384})
  default void thousandsOfPlansWithManyEqualScores(int elites) {
    int plans = 16384;
    SplittableRandom random = new SplittableRandom(elites);
    try (Twins twins = new Twins(this, spec(plans, elites, 2, 2))) {
      float[] scores = Contract.randoms(random, 2 * plans, 0, 9);
      for (int n = 0; n < plans; n++) {
        scores[n] = n % 97 == 0 ? NONE : Math.round(scores[n]);
      }
      twins.write(ArrayName.SCORES, plans, scores);
      twins.run(e -> e.weigh(Contract.round(plans)));
      float[] weights = twins.agree(ArrayName.WEIGHTS, plans);
      for (int b = 0; b < 2; b++) {
        int chosen = 0;
        for (int n = 0; n < plans; n++) {
          chosen += weights[b * plans + n] > 0 ? 1 : 0;
        }
        int finite = b == 0 ? plans - 1 - (plans - 1) / 97 : plans;
        assertThat(chosen).as("plans with a weight").isEqualTo(Math.min(elites, finite));
      }
    }
  }

  private static EngineSpec spec(int plans, int elites, float temperature, int problems) {
    return Contract.spec(
        Contract.config(1, plans, elites).withTemperature(temperature), problems, 1);
  }

  private float[] weights(int elites, float temperature, float... scores) {
    EngineSpec spec = spec(scores.length, elites, temperature, 1);
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.SCORES, scores.length, scores);
      twins.run(e -> e.weigh(Contract.round(scores.length)));
      return twins.agree(ArrayName.WEIGHTS, scores.length);
    }
  }

  @Test
  default void equalScoresAreRankedByIndex() {
    float[] same = new float[100];
    float[] weights = weights(3, ALIKE, same);
    assertThat(Arrays.copyOf(weights, 3)).containsOnly(1 / 3f);
    assertThat(Arrays.copyOfRange(weights, 3, 100)).containsOnly(0);
    assertThat(weights(2, ALIKE, 1, 4, 4, 9, 4)).containsExactly(0, 0.5f, 0, 0.5f, 0);
    assertThat(weights(3, ALIKE, 7, 4, 4, 9, 4)).containsExactly(third(1, 1, 0, 1, 0));
    assertThat(weights(1, ALIKE, -1, -0f, 0f)).containsExactly(0, 1, 0);
  }

  private static float[] third(int... chosen) {
    float[] weights = new float[chosen.length];
    for (int n = 0; n < weights.length; n++) {
      weights[n] = chosen[n] / 3f;
    }
    return weights;
  }

  @Test
  default void scoresThatAreNotFiniteWeighNothing() {
    for (float temperature : new float[] {ALIKE, 1}) {
      assertThat(weights(2, temperature, Float.NaN, -5, NONE, -5, ALIKE))
          .containsExactly(0, 0.5f, 0, 0.5f, 0);
      assertThat(weights(5, temperature, Float.NaN, -5, NONE, -5, ALIKE))
          .containsExactly(0, 0.5f, 0, 0.5f, 0);
      assertThat(weights(4, temperature, NONE, NONE, -1000, Float.NaN)).containsExactly(0, 0, 1, 0);
    }
  }

  @Test
  default void noFiniteScoreLeavesEveryWeightAtZero() {
    assertThat(weights(2, 1, NONE, NONE, NONE)).containsOnly(0);
    assertThat(weights(2, ALIKE, Float.NaN, Float.NaN, Float.NaN)).containsOnly(0);
    assertThat(weights(3, ALIKE, Float.NaN, ALIKE, NONE)).containsOnly(0);
  }

  @Test
  default void largeScoresNeitherOverflowNorVanish() {
    float e = (float) Math.exp(-1);
    assertThat(weights(2, 1, 900, 901))
        .containsExactly(new float[] {e / (1 + e), 1 / (1 + e)}, within(1e-6f));
    assertThat(weights(2, 1, -901, -900))
        .containsExactly(new float[] {e / (1 + e), 1 / (1 + e)}, within(1e-6f));
    assertThat(weights(3, 1, 1e6f, -1e6f, 1e6f)).containsExactly(0.5f, 0, 0.5f);
    assertThat(weights(3, 1e-30f, 1, 2, 3)).containsExactly(0, 0, 1);
    assertThat(weights(2, 1e30f, -100, 100)).containsExactly(0.5f, 0.5f);
    float most = Float.MAX_VALUE;
    assertThat(weights(2, ALIKE, -most, most)).containsExactly(0.5f, 0.5f);
    assertThat(weights(2, 1, -most, most)).containsExactly(0, 1);
  }

  @Test
  default void eachProblemIsWeighedAlone() {
    try (Twins twins = new Twins(this, spec(2, 2, 1, 3))) {
      twins.write(ArrayName.SCORES, 2, 1000, 1000, NONE, Float.NaN, -3, NONE);
      twins.run(e -> e.weigh(Contract.round(2)));
      assertThat(twins.agree(ArrayName.WEIGHTS, 2)).containsExactly(0.5f, 0.5f, 0, 0, 1, 0);
    }
  }

  @Test
  default void aRoundOfFewerPlansIsWeighedAlone() {
    try (Twins twins = new Twins(this, spec(9, 4, ALIKE, 2))) {
      twins.fill(ArrayName.SCORES, 9, new SplittableRandom(1), 9, 1);
      twins.run(e -> e.weigh(Contract.round(9)));
      twins.write(ArrayName.SCORES, 3, 1, 2, NONE, 4, 5, 6);
      twins.run(e -> e.weigh(Contract.round(3)));
      assertThat(twins.agree(ArrayName.WEIGHTS, 3))
          .containsExactly(0.5f, 0.5f, 0, 1 / 3f, 1 / 3f, 1 / 3f);
    }
  }
}
