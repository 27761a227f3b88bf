package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Bounds;
import dev.foresight.Noise;
import dev.foresight.PlannerConfig;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sample} where actions have a rate: PREVIOUS, PLANS -> PLANS. */
interface RateContract extends EngineUnderTest {
  float JUMPS = Float.POSITIVE_INFINITY;
  float NONE = Float.NaN;

  private static EngineSpec spec(PlannerConfig config, int problems, float... rate) {
    EngineSpec any = Contract.spec(config, problems, rate.length);
    return new EngineSpec(
        any.model(), any.actions().withRate(rate), config, problems, any.firstProblem(), 2);
  }

  @ParameterizedTest
  @CsvSource({"1,33,1", "2,40,7", "3,257,4"})
  default void everyPlanKeepsTheRate(int problems, int most, int horizon) {
    float[] rate = {0.3f, JUMPS, 1.25f};
    PlannerConfig config = Contract.config(horizon, most, 6).withKeptElites(0.5f);
    for (Noise noise : new Noise[] {Noise.white(), Noise.coloured(1)}) {
      SplittableRandom random = new SplittableRandom(most);
      try (Twins twins = new Twins(this, spec(config.withNoise(noise), problems, rate))) {
        twins.fillActions(ArrayName.MEAN, most, random);
        twins.fillActions(ArrayName.ELITES, most, random);
        twins.fillActions(ArrayName.PREVIOUS, most, random);
        twins.fill(ArrayName.STD, most, random, 1, 1);
        float[] previous = Contract.read(twins.engine, twins.spec, ArrayName.PREVIOUS, 1);
        for (int plans : new int[] {most, 31, 1}) {
          twins.run(e -> e.sample(7, new Round(1, plans, Math.min(plans, 3), plans > 3)));
          keep(rate, previous, horizon, plans, twins.agree(ArrayName.PLANS, plans));
        }
      }
    }
  }

  private static void keep(float[] rate, float[] previous, int horizon, int count, float[] plans) {
    for (int i = 0; i < plans.length; i++) {
      int a = i % rate.length;
      int plan = i / (rate.length * horizon);
      boolean first = i / rate.length % horizon == 0;
      float before = first ? previous[plan / count * rate.length + a] : plans[i - rate.length];
      assertThat(Math.abs(plans[i] - before)).isLessThanOrEqualTo(rate[a] * 1.00001f);
    }
  }

  @Test
  default void anActionThatIsTooFarGoesAsFarAsItMay() {
    PlannerConfig config = Contract.config(4, 2, 1).withBounds(Bounds.CLIPPED);
    try (Twins twins = new Twins(this, spec(config, 2, 0.5f))) {
      twins.write(ArrayName.PREVIOUS, 2, -1, NONE);
      twins.write(ArrayName.MEAN, 2, 1, 1.25f, 0.25f, 9, 1, 1.25f, 0.25f, 9);
      twins.write(ArrayName.STD, 2, new float[8]);
      twins.run(e -> e.sample(0, new Round(0, 1, 0, true)));
      assertThat(twins.agree(ArrayName.PLANS, 1))
          .containsExactly(-0.5f, 0, 0.25f, 0.75f, 1, 1.25f, 0.75f, 1.25f);
    }
  }

  @Test
  default void theActionSpaceYieldsToTheRate() {
    PlannerConfig config = Contract.config(3, 2, 1);
    try (Twins twins = new Twins(this, spec(config, 1, 0.5f))) {
      twins.write(ArrayName.PREVIOUS, 2, 3);
      twins.write(ArrayName.MEAN, 2, 0, 0, 0);
      twins.write(ArrayName.STD, 2, new float[3]);
      twins.run(e -> e.sample(0, new Round(0, 1, 0, true)));
      assertThat(twins.agree(ArrayName.PLANS, 1)).containsExactly(2.5f, 2, 1.5f);
    }
  }

  @Test
  default void resetForgetsWhatWasCarriedOut() {
    PlannerConfig config = Contract.config(1, 2, 1);
    try (Twins twins = new Twins(this, spec(config, 3, 0.5f, JUMPS))) {
      assertThat(twins.agree(ArrayName.PREVIOUS, 1)).containsOnly(NONE);
      twins.write(ArrayName.PREVIOUS, 2, 1, 2, 3, 4, 5, 6);
      twins.run(e -> e.reset(1, 1));
      assertThat(twins.agree(ArrayName.PREVIOUS, 1)).containsExactly(1, 2, NONE, NONE, 5, 6);
    }
  }

  @Test
  default void whatWasCarriedOutIsNothingWhereActionsMayJump() {
    for (EngineSpec spec : new EngineSpec[] {
      Contract.spec(Contract.config(1, 2, 1), 2, 1), spec(Contract.config(1, 2, 1), 2, JUMPS)
    }) {
      assertThat(spec.length(ArrayName.PREVIOUS, 2)).isZero();
    }
  }
}
