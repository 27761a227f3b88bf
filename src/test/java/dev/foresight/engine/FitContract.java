package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Commit;
import dev.foresight.PlannerConfig;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fit}: PLANS, SCORES, WEIGHTS -> MEAN, STD, ELITES, FAILURES. */
interface FitContract extends EngineUnderTest {
  float NO = Float.NaN;

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1,1",
    "1,31,4,1,5",
    "2,32,3,2,32",
    "3,33,5,3,7",
    "1,257,7,1,64",
    "2,13,1,2,13",
    "4,2,2,1,1"
  })
  default void meanDeviationAndElites(
      int problems, int plans, int horizon, int actions, int elites) {
    for (float momentum : new float[] {0, 0.1f, 0.9f}) {
      for (float temperature : new float[] {Float.POSITIVE_INFINITY, 2}) {
        PlannerConfig config = Contract.config(horizon, plans, elites)
            .withMomentum(momentum)
            .withTemperature(temperature)
            .withMinStd(0.3f)
            .withKeptElites(0.5f);
        SplittableRandom random = new SplittableRandom(plans);
        try (Twins twins = new Twins(this, Contract.spec(config, problems, actions))) {
          start(twins, plans, random);
          twins.fill(ArrayName.SCORES, plans, random, 0, 5);
          twins.run(e -> e.weigh(Contract.round(plans)));
          twins.run(e -> e.fit(Contract.round(plans)));
          agree(twins, plans);
        }
      }
    }
  }

  private static void start(Twins twins, int plans, SplittableRandom random) {
    twins.run(Engine::shift);
    twins.fillActions(ArrayName.MEAN, plans, random);
    twins.fill(ArrayName.STD, plans, random, 1, 1);
    twins.fillActions(ArrayName.ELITES, plans, random);
    twins.fillActions(ArrayName.PLANS, plans, random);
  }

  private static void agree(Twins twins, int plans) {
    twins.agree(ArrayName.MEAN, plans);
    twins.agree(ArrayName.STD, plans);
    twins.agree(ArrayName.ELITES, plans);
    twins.agree(ArrayName.FAILURES, plans);
  }

  @Test
  default void aProblemWithoutAFiniteScoreKeepsWhatItHadAndCountsTheFailure() {
    PlannerConfig config = Contract.config(3, 6, 4).withKeptElites(0.5f);
    try (Twins twins = new Twins(this, Contract.spec(config, 3, 2))) {
      start(twins, 6, new SplittableRandom(8));
      float[] mean = Contract.read(twins.engine, twins.spec, ArrayName.MEAN, 6);
      float[] std = Contract.read(twins.engine, twins.spec, ArrayName.STD, 6);
      float[] elites = Contract.read(twins.engine, twins.spec, ArrayName.ELITES, 6);
      float bad = Float.NEGATIVE_INFINITY;
      float[] scores = {1, 2, 3, 4, 5, 6, bad, NO, bad, bad, NO, bad, NO, 1, NO, bad, bad, NO};
      for (int failures = 1; failures <= 2; failures++) {
        twins.write(ArrayName.SCORES, 6, scores);
        twins.run(e -> e.weigh(Contract.round(6)));
        twins.run(e -> e.fit(Contract.round(6)));
        agree(twins, 6);
        assertThat(twins.agree(ArrayName.FAILURES, 6)).containsExactly(0, failures, 0);
      }
      assertThat(middle(twins.agree(ArrayName.MEAN, 6))).isEqualTo(middle(mean));
      assertThat(middle(twins.agree(ArrayName.STD, 6))).isEqualTo(middle(std));
      assertThat(middle(twins.agree(ArrayName.ELITES, 6))).isEqualTo(middle(elites));
      twins.run(Engine::shift);
      assertThat(twins.agree(ArrayName.FAILURES, 6)).containsOnly(0);
    }
  }

  private static float[] middle(float[] values) {
    return Arrays.copyOfRange(values, values.length / 3, 2 * values.length / 3);
  }

  @Test
  default void fewerFiniteScoresThanElitesLeaveTheRestMissing() {
    PlannerConfig config = Contract.config(1, 5, 4).withMomentum(0).withKeptElites(1);
    try (Twins twins = new Twins(this, Contract.spec(config, 1, 1))) {
      twins.run(Engine::shift);
      twins.write(ArrayName.ELITES, 5, 2, 2, 2, 2);
      twins.write(ArrayName.PLANS, 5, -1, 0.5f, 0.25f, 1.5f, 1);
      twins.write(ArrayName.SCORES, 5, NO, 3, Float.NEGATIVE_INFINITY, 7, NO);
      twins.run(e -> e.weigh(Contract.round(5)));
      twins.run(e -> e.fit(Contract.round(5)));
      agree(twins, 5);
      assertThat(twins.agree(ArrayName.MEAN, 5)).containsExactly(1);
      assertThat(twins.agree(ArrayName.STD, 5)).containsExactly(0.5f);
      assertThat(twins.agree(ArrayName.ELITES, 5)).containsExactly(1.5f, 0.5f, NO, NO);
    }
  }

  @Test
  default void oneEliteHasNoDeviationButTheFloor() {
    for (float floor : new float[] {0, 0.1f}) {
      PlannerConfig config =
          Contract.config(2, 3, 1).withMomentum(0).withMinStd(floor).withCommit(Commit.BEST);
      try (Twins twins = new Twins(this, Contract.spec(config, 1, 1))) {
        twins.run(Engine::shift);
        twins.write(ArrayName.PLANS, 3, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
        twins.write(ArrayName.SCORES, 3, 1, 3, 2);
        twins.run(e -> e.weigh(Contract.round(3)));
        twins.run(e -> e.fit(Contract.round(3)));
        agree(twins, 3);
        assertThat(twins.agree(ArrayName.MEAN, 3)).containsExactly(0.3f, 0.4f);
        assertThat(twins.agree(ArrayName.STD, 3)).containsOnly(1.5f * floor);
        assertThat(twins.agree(ArrayName.ELITES, 3)).containsExactly(0.3f, 0.4f);
      }
    }
  }

  @Test
  default void elitesOfEqualScoreAreRankedByIndex() {
    PlannerConfig config = Contract.config(1, 6, 3).withKeptElites(1);
    try (Twins twins = new Twins(this, Contract.spec(config, 1, 1))) {
      twins.run(Engine::shift);
      twins.write(ArrayName.PLANS, 6, 0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f);
      twins.write(ArrayName.SCORES, 6, 1, 5, 7, 5, 5, 5);
      twins.run(e -> e.weigh(Contract.round(6)));
      twins.run(e -> e.fit(Contract.round(6)));
      assertThat(twins.agree(ArrayName.ELITES, 6)).containsExactly(0.2f, 0.1f, 0.3f);
    }
  }

  @Test
  default void aRoundOfFewerPlansIsFittedAlone() {
    PlannerConfig config = Contract.config(2, 40, 5).withKeptElites(0.4f).withMomentum(0.2f);
    SplittableRandom random = new SplittableRandom(21);
    try (Twins twins = new Twins(this, Contract.spec(config, 3, 2))) {
      twins.run(Engine::shift);
      for (int plans : new int[] {40, 17, 5}) {
        twins.fillActions(ArrayName.PLANS, plans, random);
        twins.fill(ArrayName.SCORES, plans, random, -3, 2);
        twins.run(e -> e.weigh(Contract.round(plans)));
        twins.run(e -> e.fit(Contract.round(plans)));
        agree(twins, plans);
      }
    }
  }

  @Test
  default void whatAPlanWithoutWeightDoesIsIgnored() {
    PlannerConfig config = Contract.config(2, 40, 3).withMomentum(0);
    EngineSpec spec = Contract.spec(config, 1, 1);
    try (Engine engine = open(spec)) {
      float[] plans = new float[80];
      float[] scores = new float[40];
      Arrays.fill(plans, NO);
      Arrays.fill(scores, Float.NEGATIVE_INFINITY);
      for (int n : new int[] {7, 33}) {
        plans[2 * n] = n == 7 ? 1 : 0.5f;
        plans[2 * n + 1] = -0.25f;
        scores[n] = 1;
      }
      engine.shift();
      engine.write(ArrayName.PLANS, 40, plans);
      engine.write(ArrayName.SCORES, 40, scores);
      engine.weigh(Contract.round(40));
      engine.fit(Contract.round(40));
      assertThat(Contract.read(engine, spec, ArrayName.MEAN, 40)).containsExactly(0.75f, -0.25f);
      assertThat(Contract.read(engine, spec, ArrayName.STD, 40)).containsExactly(0.25f, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,16384,2,1640", "4400,4,15,2"})
  default void manyPlansAndManyProblems(int problems, int plans, int horizon, int elites) {
    PlannerConfig config = Contract.config(horizon, plans, elites).withCommit(Commit.BEST);
    SplittableRandom random = new SplittableRandom(plans);
    try (Twins twins = new Twins(this, Contract.spec(config, problems, 1))) {
      start(twins, plans, random);
      twins.fill(ArrayName.SCORES, plans, random, 0, 5);
      twins.run(e -> e.weigh(Contract.round(plans)));
      twins.run(e -> e.fit(Contract.round(plans)));
      agree(twins, plans);
    }
  }
}
