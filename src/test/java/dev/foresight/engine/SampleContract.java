package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.ActionSpace;
import dev.foresight.Bounds;
import dev.foresight.Commit;
import dev.foresight.Noise;
import dev.foresight.PlannerConfig;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sample}: MEAN, STD, ELITES -> PLANS. */
interface SampleContract extends EngineUnderTest {

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,32,4,1", "3,257,13,3", "1,33,30,2"})
  default void drawsTheNoiseOfTheDefinition(int problems, int most, int horizon, int actions) {
    Noise[] kinds = {
      Noise.white(), Noise.coloured(0.5f), Noise.coloured(2), Noise.spline(1), Noise.spline(4)
    };
    for (Noise noise : kinds) {
      for (Bounds bounds : Bounds.values()) {
        PlannerConfig config = Contract.config(horizon, most, 1)
            .withNoise(noise)
            .withBounds(bounds)
            .withSeed(0x9_1234_5678L * most);
        SplittableRandom random = new SplittableRandom(most);
        try (Twins twins = new Twins(this, Contract.spec(config, problems, actions))) {
          twins.fillActions(ArrayName.MEAN, most, random);
          twins.fill(ArrayName.STD, most, random, 1, 1);
          for (int plans : new int[] {most, 31, 7, 2, 1}) {
            if (plans <= most) {
              twins.run(e -> e.sample(11, new Round(2, plans, 0, false)));
              twins.agree(ArrayName.PLANS, plans);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void keptElitesComeFirstThenTheMeanThenFreshPlans(Bounds bounds) {
    PlannerConfig config =
        Contract.config(4, 9, 5).withKeptElites(0.6f).withBounds(bounds).withMeanPlan(true);
    SplittableRandom random = new SplittableRandom(1);
    for (Round round : new Round[] {
      new Round(1, 9, 3, true), new Round(1, 7, 3, false), new Round(0, 5, 2, true),
      new Round(3, 3, 3, false), new Round(0, 1, 0, true), new Round(0, 8, 0, true)
    }) {
      try (Twins twins = new Twins(this, Contract.spec(config, 2, 2))) {
        twins.fillActions(ArrayName.MEAN, 9, random);
        twins.fill(ArrayName.STD, 9, random, 1, 1);
        twins.fillActions(ArrayName.ELITES, 9, random);
        twins.run(e -> e.sample(0, round));
        twins.agree(ArrayName.PLANS, round.plans());
      }
    }
  }

  @Test
  default void missingElitesAreReplacedByTheMeanAndByFreshPlans() {
    PlannerConfig config = Contract.config(2, 6, 3).withKeptElites(1f);
    try (Twins twins = new Twins(this, Contract.spec(config, 2, 1))) {
      float none = Float.NaN;
      twins.write(ArrayName.MEAN, 6, 0.5f, 0.25f, -0.5f, -0.25f);
      twins.write(ArrayName.STD, 6, 1, 1, 1, 1);
      twins.write(
          ArrayName.ELITES, 6, 1, 0, none, none, none, none, none, none, none, none, none, none);
      twins.run(e -> e.sample(0, new Round(0, 6, 3, true)));
      float[] plans = twins.agree(ArrayName.PLANS, 6);
      assertThat(Arrays.copyOfRange(plans, 0, 2)).containsExactly(1, 0);
      assertThat(Arrays.copyOfRange(plans, 6, 8)).containsExactly(0.5f, 0.25f);
      assertThat(Arrays.copyOfRange(plans, 12, 14)).containsExactly(-0.5f, -0.25f);
      assertThat(Arrays.copyOfRange(plans, 14, 16)).doesNotContain(-0.5f, -0.25f);
    }
  }

  @Test
  default void proposalsComeAfterElitesAndMeanAsFarAsThereIsRoom() {
    PlannerConfig config = Contract.config(3, 70, 4)
        .withKeptElites(0.5f)
        .withProposals(40)
        .withNoise(Noise.coloured(1));
    SplittableRandom random = new SplittableRandom(6);
    for (Round round : new Round[] {
      new Round(0, 70, 2, true), new Round(1, 70, 0, false), new Round(2, 20, 2, false),
      new Round(3, 3, 2, true), new Round(4, 1, 0, true), new Round(4, 1, 1, false)
    }) {
      try (Twins twins = new Twins(this, Contract.spec(config, 2, 2))) {
        twins.fillActions(ArrayName.MEAN, 70, random);
        twins.fill(ArrayName.STD, 70, random, 1, 1);
        twins.fillActions(ArrayName.ELITES, 70, random);
        twins.fill(ArrayName.PROPOSALS, 70, random, 0, 3);
        twins.run(e -> e.sample(0, round));
        twins.agree(ArrayName.PLANS, round.plans());
      }
    }
  }

  @Test
  default void missingProposalsAreReplacedByFreshPlans() {
    PlannerConfig config = Contract.config(2, 6, 3).withProposals(3);
    EngineSpec spec = Contract.spec(config, 1, 1);
    float none = Float.NaN;
    float[][] plans = new float[2][];
    try (Twins twins = new Twins(this, spec)) {
      for (int i = 0; i < 2; i++) {
        twins.write(ArrayName.MEAN, 6, 0.5f, 0.25f);
        twins.write(ArrayName.STD, 6, 1, 1);
        if (i == 1) {
          twins.write(ArrayName.PROPOSALS, 6, 9, 0.75f, none, 0, -0.5f, -9);
        }
        twins.run(e -> e.sample(0, new Round(0, 6, 0, true)));
        plans[i] = twins.agree(ArrayName.PLANS, 6);
      }
      assertThat(Arrays.copyOfRange(plans[1], 2, 4)).containsExactly(2, 0.75f);
      assertThat(Arrays.copyOfRange(plans[1], 6, 8)).containsExactly(-0.5f, -1);
      for (int n : new int[] {0, 2, 4, 5}) {
        assertThat(Arrays.copyOfRange(plans[1], 2 * n, 2 * n + 2))
            .as("plan %d", n)
            .isEqualTo(Arrays.copyOfRange(plans[0], 2 * n, 2 * n + 2));
      }
      twins.run(e -> e.reset(0, 1));
      assertThat(twins.agree(ArrayName.PROPOSALS, 6)).containsOnly(none);
    }
  }

  @Test
  default void theChosenPlanIsTheMeanOrTheBestElite() {
    for (Commit commit : Commit.values()) {
      PlannerConfig config = Contract.config(2, 6, 3).withCommit(commit);
      try (Twins twins = new Twins(this, Contract.spec(config, 1, 1))) {
        boolean best = commit == Commit.BEST;
        twins.write(ArrayName.MEAN, 6, 0.5f, 0.25f);
        twins.write(ArrayName.STD, 6, 1, 1);
        twins.write(ArrayName.ELITES, 6, best ? new float[] {1, -1} : new float[0]);
        twins.run(e -> e.sample(0, Round.chosen(config)));
        float[] expected = best ? new float[] {1, -1} : new float[] {0.5f, 0.25f};
        assertThat(twins.agree(ArrayName.PLANS, 1)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void everyActionIsWithinItsBounds(Bounds bounds) {
    PlannerConfig config =
        Contract.config(3, 200, 4).withBounds(bounds).withKeptElites(1f).withMeanPlan(true);
    SplittableRandom random = new SplittableRandom(2);
    try (Twins twins = new Twins(this, Contract.spec(config, 1, 2))) {
      twins.fill(ArrayName.MEAN, 200, random, 0, 5);
      twins.fill(ArrayName.STD, 200, random, 3, 3);
      twins.fill(ArrayName.ELITES, 200, random, 0, 9);
      twins.run(e -> e.sample(0, new Round(0, 200, 4, true)));
      float[] plans = twins.agree(ArrayName.PLANS, 200);
      for (int i = 0; i < plans.length; i++) {
        assertThat(plans[i]).isBetween(i % 2 == 0 ? -1f : -2f, i % 2 == 0 ? 2f : 4f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void zeroDeviationGivesTheMeanAndEqualBoundsTheOnlyAction(Bounds bounds) {
    PlannerConfig config = Contract.config(1, 33, 4).withBounds(bounds);
    EngineSpec any = Contract.spec(config, 1, 2);
    ActionSpace box = new ActionSpace(new float[] {-1, 0.3f}, new float[] {1, 0.3f});
    EngineSpec spec = new EngineSpec(any.model(), box, config, 1, 0, 2);
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.MEAN, 33, 0.7f, 0.3f);
      twins.write(ArrayName.STD, 33, 0, 1);
      twins.run(e -> e.sample(0, Contract.round(33)));
      float[] plans = twins.agree(ArrayName.PLANS, 33);
      for (int n = 0; n < 33; n++) {
        assertThat(plans[2 * n]).isEqualTo(0.7f);
        assertThat(plans[2 * n + 1]).isEqualTo(0.3f);
      }
    }
  }

  @Test
  default void truncationLowersTheDeviationToHalfTheDistanceToTheNearerBound() {
    PlannerConfig config = Contract.config(1, 4001, 4).withBounds(Bounds.TRUNCATED);
    try (Twins twins = new Twins(this, Contract.spec(config, 1, 1))) {
      twins.write(ArrayName.MEAN, 4001, 1.5f);
      twins.write(ArrayName.STD, 4001, 9);
      twins.run(e -> e.sample(0, Contract.round(4001)));
      float[] plans = twins.agree(ArrayName.PLANS, 4001);
      assertThat(deviation(plans)).isCloseTo(0.25 * 0.8796, within(0.005));
      assertThat(plans).doesNotContain(1, 2);
    }
  }

  @Test
  default void clippedNoiseHasTheDeviationItWasGiven() {
    for (Noise noise : new Noise[] {Noise.white(), Noise.coloured(2), Noise.spline(3)}) {
      PlannerConfig config =
          Contract.config(5, 4001, 4).withBounds(Bounds.CLIPPED).withNoise(noise);
      try (Twins twins = new Twins(this, Contract.spec(config, 1, 1))) {
        twins.write(ArrayName.MEAN, 4001, 0, 0, 0, 0, 0);
        twins.write(ArrayName.STD, 4001, 0.125f, 0.125f, 0.125f, 0.125f, 0.125f);
        twins.run(e -> e.sample(0, Contract.round(4001)));
        float[] plans = twins.agree(ArrayName.PLANS, 4001);
        assertThat(deviation(plans)).isCloseTo(0.125, within(0.003));
      }
    }
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }

  @Test
  default void everyProblemCallRoundAndSeedHasItsOwnNoise() {
    PlannerConfig config = Contract.config(3, 8, 4);
    float[] first = plans(config, 0, 0, 8);
    assertThat(Arrays.copyOf(first, 24)).isNotEqualTo(Arrays.copyOfRange(first, 24, 48));
    assertThat(plans(config, 1, 0, 8)).isNotEqualTo(first);
    assertThat(plans(config, 0, 1, 8)).isNotEqualTo(first);
    assertThat(plans(config.withSeed(1), 0, 0, 8)).isNotEqualTo(first);
    assertThat(plans(config.withSeed(1L << 32), 0, 0, 8)).isNotEqualTo(first);
    assertThat(plans(config, 0, 0, 8)).isEqualTo(first);
    assertThat(Arrays.copyOf(plans(config, 0, 0, 5), 15)).isEqualTo(Arrays.copyOf(first, 15));
  }

  private float[] plans(PlannerConfig config, int call, int iteration, int plans) {
    EngineSpec spec = Contract.spec(config, 2, 1);
    try (Engine engine = open(spec)) {
      engine.write(ArrayName.MEAN, 8, new float[6]);
      engine.write(ArrayName.STD, 8, new float[] {1, 1, 1, 1, 1, 1});
      engine.sample(call, new Round(iteration, plans, 0, false));
      return Contract.read(engine, spec, ArrayName.PLANS, plans);
    }
  }
}
