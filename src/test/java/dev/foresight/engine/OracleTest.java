package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.ActionSpace;
import dev.foresight.Equations;
import dev.foresight.PlannerConfig;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The oracle against published answers and closed forms. */
class OracleTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void philoxGivesTheKnownAnswersOfRandom123() {
    assertThat(philox(0, 0, 0, 0, 0, 0)).isEqualTo("6627e8d5 e169c58d bc57ac4c 9b00dbd8");
    assertThat(philox(-1, -1, -1, -1, -1, -1)).isEqualTo("408f276d 41c83b0e a20bc7c6 6d5451fd");
    assertThat(philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
        .isEqualTo("d16cfe09 94fdcceb 5001e420 24126ea1");
  }

  private static String philox(int... counterAndKey) {
    int[] counter = Arrays.copyOf(counterAndKey, 4);
    int[] out = OracleNoise.philox(counter, new int[] {counterAndKey[4], counterAndKey[5]});
    return String.format("%08x %08x %08x %08x", out[0], out[1], out[2], out[3]);
  }

  @Test
  void normalsHaveTheMomentsOfTheNormalDistribution() {
    OracleNoise noise = new OracleNoise(-5_000_000_000L);
    double[] z =
        IntStream.range(0, 40_000).mapToDouble(i -> noise.normal(3, 7, 2, i)).toArray();
    assertThat(moment(z, 1)).isCloseTo(0, within(0.02));
    assertThat(moment(z, 2)).isCloseTo(1, within(0.03));
    assertThat(moment(z, 3)).isCloseTo(0, within(0.06));
    assertThat(moment(z, 4)).isCloseTo(3, within(0.15));
    double together = IntStream.range(0, z.length / 2)
        .mapToDouble(i -> z[2 * i] * z[2 * i + 1])
        .average()
        .orElseThrow();
    assertThat(together).isCloseTo(0, within(0.03));
  }

  @Test
  void truncatedNormalsHaveTheirClosedFormDeviation() {
    double[] z = IntStream.range(0, 20_000)
        .mapToDouble(i -> OracleNoise.truncated(OracleNoise.quantile((i + 0.5) / 20_000)))
        .toArray();
    double density = Math.exp(-2) / Math.sqrt(2 * Math.PI);
    double variance = 1 - 4 * density / (OracleNoise.below(2) - OracleNoise.below(-2));
    assertThat(Math.sqrt(moment(z, 2))).isCloseTo(Math.sqrt(variance), within(1e-4));
    assertThat(Math.sqrt(variance)).isCloseTo(0.8796, within(1e-4));
    assertThat(Arrays.stream(z).map(Math::abs).max().orElseThrow()).isBetween(1.99, 2.0);
  }

  private static double moment(double[] z, int power) {
    return IntStream.range(0, z.length)
        .mapToDouble(i -> Math.pow(z[i], power))
        .average()
        .orElseThrow();
  }

  @Test
  void theNormalDistributionFunctionHasItsTabledValues() {
    assertThat(OracleNoise.below(0)).isEqualTo(0.5);
    assertThat(OracleNoise.below(-2)).isCloseTo(0.022750131948179, within(1e-14));
    assertThat(OracleNoise.below(1.959963984540054)).isCloseTo(0.975, within(1e-14));
    assertThat(OracleNoise.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(OracleNoise.quantile(0.025)).isCloseTo(-1.959963984540054, within(1e-12));
  }

  @Test
  void riskFunctionalsByHand() {
    double[] returns = {4, 1, 3, 8};
    assertThat(OracleScore.score(Risk.mean(), returns, 1)).isEqualTo(4);
    assertThat(OracleScore.score(Risk.worst(), returns, 1)).isEqualTo(1);
    assertThat(OracleScore.score(Risk.var(0.5f), returns, 1)).isEqualTo(3);
    assertThat(OracleScore.score(Risk.var(0.51f), returns, 1)).isEqualTo(4);
    assertThat(OracleScore.score(Risk.var(1e-9f), returns, 1)).isEqualTo(1);
    assertThat(OracleScore.score(Risk.cvar(0.5f), returns, 1)).isEqualTo(2);
    assertThat(OracleScore.score(Risk.cvar(0.51f), returns, 1)).isCloseTo(8 / 3.0, within(1e-12));
    assertThat(OracleScore.score(Risk.cvar(1f), returns, 1)).isEqualTo(4);
    assertThat(OracleScore.score(Risk.meanStd(-2f), returns, 1))
        .isCloseTo(4 - 2 * Math.sqrt(6.5), within(1e-12));
    Risk epistemic = Risk.meanStd(2, Uncertainty.EPISTEMIC);
    assertThat(OracleScore.score(epistemic, returns, 2)).isCloseTo(4 + 2 * 0.5, within(1e-12));
    assertThat(OracleScore.score(epistemic, returns, 3))
        .isCloseTo(4 + 2 * Math.sqrt(38 / 9.0), within(1e-12));
    double entropic =
        -Math.log((Math.exp(-2) + Math.exp(-0.5) + Math.exp(-1.5) + Math.exp(-4)) / 4) / 0.5;
    assertThat(OracleScore.score(Risk.entropic(0.5f), returns, 1))
        .isCloseTo(entropic, within(1e-12));
    assertThat(OracleScore.score(Risk.worst(), new double[] {1, Double.NaN}, 1)).isEqualTo(NONE);
    assertThat(OracleScore.score(Risk.mean(), new double[] {1, 1 / 0.0}, 1)).isEqualTo(NONE);
  }

  @Test
  void weightsByHand() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] scores = {3, NONE, 5, Double.NaN, 3, infinity};
    assertThat(OracleScore.weights(scores, 2, infinity)).containsExactly(0.5, 0, 0.5, 0, 0, 0);
    double e = Math.exp(-1);
    assertThat(OracleScore.weights(scores, 6, 2))
        .containsExactly(e / (1 + 2 * e), 0, 1 / (1 + 2 * e), 0, e / (1 + 2 * e), 0);
    assertThat(OracleScore.weights(new double[] {NONE, NONE}, 2, 1)).containsExactly(0, 0);
  }

  @Test
  void returnsOfAnAccumulatorByHand() {
    WorldModel model = WorldModel.of(Equations.of(1, state(0).plus(action(0))))
        .withReward(next(0).plus(state(0).times(10)))
        .withValue(state(0).times(100))
        .withDiscount(0.5f);
    float[] plans = {1, 2, 4, 0, 0, 0};
    // From 3 by 1, 2, 4 to 4, 6, 10: rewards 30 + 4, 40 + 6, 60 + 10.
    assertThat(returns(model, plans))
        .containsExactly(34 + 46 / 2.0 + 70 / 4.0 + 1000 / 8.0, 33 * 1.75 + 300 / 8.0);
    WorldModel ending = model.withTermination(next(0).greaterThan(5));
    assertThat(returns(ending, plans)).containsExactly(34 + 46 / 2.0, 33 * 1.75 + 300 / 8.0);
  }

  @Test
  void onlyWhatHappensBeforeTheEndCanSpoilAReturn() {
    WorldModel model = WorldModel.of(Equations.of(1, state(0).dividedBy(action(0))))
        .withReward(constant(1))
        .withTermination(next(0).greaterThan(5));
    // 3/0.5 = 6 ends the first plan before it divides by zero; the second divides while it lives.
    assertThat(returns(model, new float[] {0.5f, 0, 1, 1, 0, 1})).containsExactly(1, Double.NaN);
  }

  private static double[] returns(WorldModel model, float[] plans) {
    PlannerConfig config = PlannerConfig.cem().withHorizon(3).withPlans(2, 1);
    EngineSpec spec = new EngineSpec(model, ActionSpace.symmetric(1, 9), config, 1, 0, 1);
    float[] returns = new float[2];
    Oracle oracle = new Oracle(spec);
    oracle.write(ArrayName.STATE, 2, new float[] {3});
    oracle.write(ArrayName.PLANS, 2, plans);
    oracle.rollout(0, new Round(0, 2, 0, false));
    oracle.read(ArrayName.RETURNS, 2, returns);
    return new double[] {returns[0], returns[1]};
  }

  @Test
  void fitByHand() {
    PlannerConfig config = PlannerConfig.cem()
        .withHorizon(1)
        .withPlans(3, 2)
        .withMomentum(0.25f)
        .withMinStd(0.25f)
        .withKeptElites(1f);
    WorldModel model = WorldModel.of(Equations.of(2, state(0)));
    EngineSpec spec = new EngineSpec(model, ActionSpace.symmetric(2, 8), config, 1, 0, 1);
    Round round = new Round(0, 3, 2, false);
    Oracle oracle = new Oracle(spec);
    oracle.write(ArrayName.MEAN, 3, new float[] {4, -8});
    oracle.write(ArrayName.STD, 3, new float[] {8, 1});
    oracle.write(ArrayName.PLANS, 3, new float[] {1, 5, 2, 6, 3, 5});
    oracle.write(ArrayName.SCORES, 3, new float[] {7, Float.NaN, 9});
    oracle.weigh(round);
    oracle.fit(round);
    assertThat(read(oracle, spec, ArrayName.MEAN)).containsExactly(1 + 1.5f, -2 + 3.75f);
    assertThat(read(oracle, spec, ArrayName.STD)).containsExactly(2 + 0.75f, 2);
    assertThat(read(oracle, spec, ArrayName.ELITES)).containsExactly(3, 5, 1, 5);
    assertThat(read(oracle, spec, ArrayName.FAILURES)).containsExactly(0);
  }

  private static float[] read(Oracle oracle, EngineSpec spec, ArrayName name) {
    float[] values = new float[spec.length(name, 3)];
    oracle.read(name, 3, values);
    return values;
  }
}
