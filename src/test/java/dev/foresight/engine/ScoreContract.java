package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code score}: RETURNS -> SCORES. */
interface ScoreContract extends EngineUnderTest {

  static Stream<Risk> risks() {
    return Stream.of(
        Risk.mean(),
        Risk.worst(),
        Risk.var(0.1f),
        Risk.var(0.5f),
        Risk.var(1f),
        Risk.cvar(0.1f),
        Risk.cvar(0.3f),
        Risk.cvar(1f),
        Risk.entropic(0.5f),
        Risk.entropic(-2f),
        Risk.meanStd(1f),
        Risk.meanStd(-0.5f));
  }

  @ParameterizedTest
  @MethodSource("risks")
  default void everyRiskInEveryShape(Risk risk) {
    SplittableRandom random = new SplittableRandom(3);
    for (int particles : new int[] {1, 2, 5, 20, 33}) {
      try (Twins twins = new Twins(this, spec(risk, particles, 257, 2))) {
        for (int plans : new int[] {1, 31, 32, 257}) {
          twins.fill(ArrayName.RETURNS, plans, random, -3, 10);
          twins.run(e -> e.score(Contract.round(plans)));
          twins.agree(ArrayName.SCORES, plans);
        }
      }
    }
  }

  private static EngineSpec spec(Risk risk, int particles, int plans, int problems) {
    return Contract.futures(
        Contract.config(1, plans, 1).withParticles(particles).withRisk(risk), problems);
  }

  @ParameterizedTest
  @MethodSource("risks")
  default void aPlanWithAReturnThatIsNotFiniteScoresMinusInfinity(Risk risk) {
    float infinity = Float.POSITIVE_INFINITY;
    float[] scores = scores(
        risk, 3, 1, 2, 3, 1, Float.NaN, 2, infinity, 1, 2, 1, 2, -infinity, infinity, -infinity, 0,
        Float.NaN, Float.NaN, Float.NaN, 1, 2, 3);
    assertThat(Arrays.copyOfRange(scores, 1, 6)).containsOnly(-infinity);
    assertThat(scores[0]).isFinite().isEqualTo(scores[6]);
  }

  @Test
  default void aFunctionalThatOverflowsScoresMinusInfinity() {
    float most = Float.MAX_VALUE;
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(scores(Risk.mean(), 2, most, most, -most, -most)).containsExactly(most, -most);
    assertThat(scores(Risk.meanStd(2), 2, most, -most, 1, 3)).containsExactly(-infinity, 4);
  }

  @ParameterizedTest
  @MethodSource("risks")
  default void equalReturnsAreTheirOwnScore(Risk risk) {
    for (float value : new float[] {0, -7, 900, 1e6f, -1e6f}) {
      float[] returns = new float[33];
      Arrays.fill(returns, value);
      assertThat(scores(risk, 33, returns)[0])
          .isCloseTo(value, within(1e-6f + 1e-6f * Math.abs(value)));
    }
  }

  @Test
  default void entropicRiskOfLargeReturnsDoesNotOverflow() {
    float log2 = (float) Math.log(2);
    assertThat(scores(Risk.entropic(1), 2, -900, -900, 900, 1000, -1000, 1000))
        .containsExactly(new float[] {-900, 900 + log2, -1000 + log2}, within(1e-3f));
    assertThat(scores(Risk.entropic(-1), 2, 900, 1000)[0]).isCloseTo(1000 - log2, within(1e-3f));
  }

  @Test
  default void valueAtRiskIsTakenOverWholeReturns() {
    float[] returns = {5, 1, 9, 3, 7, 2, 8, 4, 10, 6};
    assertThat(scores(Risk.var(0.1f), 10, returns)).containsExactly(1);
    assertThat(scores(Risk.var(0.3f), 10, returns)).containsExactly(3);
    assertThat(scores(Risk.var(0.31f), 10, returns)).containsExactly(4);
    assertThat(scores(Risk.var(1f), 10, returns)).containsExactly(10);
    assertThat(scores(Risk.cvar(0.1f), 10, returns)).containsExactly(1);
    assertThat(scores(Risk.cvar(0.3f), 10, returns)).containsExactly(2);
    assertThat(scores(Risk.cvar(0.35f), 10, returns)).containsExactly(2.5f);
    float[] twenty = new float[20];
    for (int p = 0; p < 20; p++) {
      twenty[p] = p * p;
    }
    assertThat(scores(Risk.cvar(0.1f), 20, twenty)).containsExactly(0.5f);
  }

  /** Few different values, so that many equal ones lie across the edge of the tail. */
  @Test
  default void valueAtRiskOfManyAndOfEqualReturns() {
    SplittableRandom random = new SplittableRandom(31);
    for (Risk risk : new Risk[] {
      Risk.cvar(0.003f), Risk.cvar(0.1f), Risk.cvar(0.5f), Risk.var(0.003f), Risk.var(0.5f)
    }) {
      try (Twins twins = new Twins(this, spec(risk, 257, 33, 2))) {
        float[] returns = Contract.randoms(random, twins.spec.length(ArrayName.RETURNS, 33), 0, 4);
        for (int i = 0; i < returns.length / 2; i++) {
          returns[i] = Math.round(returns[i]);
        }
        twins.write(ArrayName.RETURNS, 33, returns);
        twins.run(e -> e.score(Contract.round(33)));
        twins.agree(ArrayName.SCORES, 33);
      }
    }
  }

  @Test
  default void returnsThatCancelKeepTheirDigits() {
    for (Risk risk : new Risk[] {Risk.mean(), Risk.cvar(1), Risk.meanStd(-1e-8f)}) {
      float[] scores = scores(risk, 6, 3e8f, 1, -3e8f, 7e6f, 2, -7e6f, 1e-30f, 2e-30f, 0, 0, 0, 0);
      assertThat(scores[1]).isCloseTo(5e-31f, within(1e-36f));
    }
  }

  @Test
  default void entropicRiskOfASmallParameterIsAlmostTheMean() {
    SplittableRandom random = new SplittableRandom(32);
    for (float theta : new float[] {1e-6f, -1e-4f}) {
      try (Twins twins = new Twins(this, spec(Risk.entropic(theta), 20, 31, 1))) {
        twins.fill(ArrayName.RETURNS, 31, random, 50, 30);
        twins.run(e -> e.score(Contract.round(31)));
        twins.agree(ArrayName.SCORES, 31);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,2,2", "-0.5,3,3", "2,3,5", "-3,5,33"})
  default void theEpistemicDeviationIsThatBetweenMembers(float kappa, int members, int particles) {
    Risk risk = Risk.meanStd(kappa, Uncertainty.EPISTEMIC);
    try (Twins twins = new Twins(this, ensemble(risk, members, particles))) {
      SplittableRandom random = new SplittableRandom(34);
      for (int plans : new int[] {1, 33}) {
        twins.fill(ArrayName.RETURNS, plans, random, -3, 10);
        twins.run(e -> e.score(Contract.round(plans)));
        twins.agree(ArrayName.SCORES, plans);
      }
    }
  }

  @Test
  default void noiseWithinMembersIsNoEpistemicDeviation() {
    float most = Float.MAX_VALUE;
    EngineSpec spec = ensemble(Risk.meanStd(2, Uncertainty.EPISTEMIC), 2, 4);
    try (Twins twins = new Twins(this, spec)) {
      twins.write(
          ArrayName.RETURNS,
          5,
          1,
          1,
          9,
          9,
          1,
          7,
          3,
          5,
          most,
          most,
          most,
          most,
          most,
          -most,
          most,
          -most,
          1,
          Float.NaN,
          1,
          1);
      twins.run(e -> e.score(Contract.round(5)));
      float infinity = Float.POSITIVE_INFINITY;
      assertThat(twins.agree(ArrayName.SCORES, 5))
          .containsExactly(5, 4 + 2 * 2, most, -infinity, -infinity);
    }
  }

  @Test
  default void anotherModelHasOtherMembers() {
    Risk risk = Risk.meanStd(-1, Uncertainty.EPISTEMIC);
    try (Twins twins = new Twins(this, ensemble(risk, 2, 6))) {
      twins.write(ArrayName.RETURNS, 1, 0, 1, 2, 3, 4, 5);
      twins.run(e -> e.score(Contract.round(1)));
      assertThat(twins.agree(ArrayName.SCORES, 1)).containsExactly(2);
      twins.run(e -> e.update(ensemble(risk, 3, 6).model()));
      twins.run(e -> e.score(Contract.round(1)));
      assertThat(twins.agree(ArrayName.SCORES, 1)[0])
          .isCloseTo(2.5f - (float) Math.sqrt(2 / 3.0), within(1e-6f));
    }
  }

  private static EngineSpec ensemble(Risk risk, int members, int particles) {
    Ensemble learned = ContractModels.gaussian(members, 1, 1, Activation.TANH, 2);
    PlannerConfig config = Contract.config(1, 33, 1)
        .withParticles(particles)
        .withPropagation(Propagation.TS_INFINITY)
        .withRisk(risk);
    return Contract.spec(WorldModel.of(learned), config, particles == 5 ? 2 : 1);
  }

  private float[] scores(Risk risk, int particles, float... returns) {
    int plans = returns.length / particles;
    try (Twins twins = new Twins(this, spec(risk, particles, plans, 1))) {
      twins.write(ArrayName.RETURNS, plans, returns);
      twins.run(e -> e.score(Contract.round(plans)));
      return twins.agree(ArrayName.SCORES, plans);
    }
  }
}
