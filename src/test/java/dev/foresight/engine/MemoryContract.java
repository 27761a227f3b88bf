package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Commit;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine remembers from round to round and from call to call. */
interface MemoryContract extends EngineUnderTest {

  @Test
  default void whatIsWrittenIsRead() {
    PlannerConfig config = Contract.config(3, 7, 4).withKeptElites(0.5f).withParticles(5);
    SplittableRandom random = new SplittableRandom(1);
    try (Twins twins = new Twins(this, Contract.futures(config, 2))) {
      for (int plans : new int[] {7, 3, 1}) {
        for (ArrayName name : ArrayName.values()) {
          twins.fill(name, plans, random, 0, 1);
        }
        for (ArrayName name : ArrayName.values()) {
          twins.agree(name, plans, 0);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,5,1", "3,2,3", "1,30,2"})
  default void shiftMovesOneStepOn(int problems, int horizon, int actions) {
    PlannerConfig config = Contract.config(horizon, 9, 4).withKeptElites(0.5f);
    SplittableRandom random = new SplittableRandom(2);
    try (Twins twins = new Twins(this, Contract.spec(config, problems, actions))) {
      twins.fillActions(ArrayName.MEAN, 9, random);
      twins.fill(ArrayName.STD, 9, random, 1, 1);
      twins.fillActions(ArrayName.ELITES, 9, random);
      twins.fill(ArrayName.FAILURES, 9, random, 5, 1);
      for (int i = 0; i < horizon + 1; i++) {
        twins.run(Engine::shift);
        twins.agree(ArrayName.MEAN, 9, 0);
        twins.agree(ArrayName.STD, 9);
        twins.agree(ArrayName.ELITES, 9, 0);
        twins.agree(ArrayName.FAILURES, 9, 0);
      }
    }
  }

  @Test
  default void theMeansNewLastStepIsTheMiddleOfTheActionSpace() {
    PlannerConfig config = Contract.config(2, 9, 4);
    try (Twins twins = new Twins(this, Contract.spec(config, 1, 2))) {
      twins.fillActions(ArrayName.MEAN, 9, new SplittableRandom(5));
      float[] before = twins.agree(ArrayName.MEAN, 9);
      twins.run(Engine::shift);
      assertThat(twins.agree(ArrayName.MEAN, 9)).containsExactly(before[2], before[3], 0.5f, 1);
    }
  }

  @Test
  default void theSpreadStartsAsAShareOfHalfTheActionRange() {
    PlannerConfig config = Contract.config(1, 9, 4).withInitialStd(0.5f);
    try (Twins twins = new Twins(this, Contract.spec(config, 1, 3))) {
      twins.run(Engine::shift);
      assertThat(twins.agree(ArrayName.STD, 9)).containsExactly(0.75f, 1.5f, 2.25f);
    }
  }

  @Test
  default void resetForgetsOneProblemAndNoOther() {
    PlannerConfig config = Contract.config(2, 9, 4).withCommit(Commit.BEST);
    SplittableRandom random = new SplittableRandom(3);
    try (Twins twins = new Twins(this, Contract.spec(config, 3, 2))) {
      twins.fillActions(ArrayName.MEAN, 9, random);
      twins.fillActions(ArrayName.ELITES, 9, random);
      twins.run(e -> e.reset(1, 1));
      float[] mean = twins.agree(ArrayName.MEAN, 9);
      assertThat(Arrays.copyOfRange(mean, 4, 8)).containsExactly(0.5f, 1, 0.5f, 1);
      float[] elites = twins.agree(ArrayName.ELITES, 9);
      assertThat(Arrays.copyOfRange(elites, 4, 8)).containsOnly(Float.NaN);
    }
  }

  @Test
  default void wholePlansAgreeRoundByRound() {
    WorldModel model = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 16, 16))
        .withReward(ContractModels.reward());
    for (PlannerConfig preset : new PlannerConfig[] {
      PlannerConfig.cem().withPlans(50, 5),
      PlannerConfig.icem(),
      PlannerConfig.mppi(),
      PlannerConfig.random().withPlans(64, 1)
    }) {
      PlannerConfig config = preset.withHorizon(4).withParticles(3);
      SplittableRandom random = new SplittableRandom(4);
      try (Twins twins = new Twins(this, Contract.spec(model, config, 2))) {
        twins.run(e -> e.reset(0, 1));
        twins.run(e -> e.reset(1, 1));
        for (int call = 0; call < 3; call++) {
          twins.fill(ArrayName.STATE, 1, random, 0, 1);
          twins.run(Engine::shift);
          for (Round round : Round.schedule(config)) {
            carryOut(twins, call, round);
          }
          carryOut(twins, call, Round.chosen(config));
        }
      }
    }
  }

  @Test
  default void theActionOfTheTerminalValueIsSampledFittedAndShiftedLikeTheOthers() {
    Expr q = state(0).times(action(1)).minus(action(0).squared());
    WorldModel model = WorldModel.of(ContractModels.noisyPendulum(2)).withValue(q);
    PlannerConfig config = PlannerConfig.icem().withHorizon(2).withParticles(3);
    EngineSpec free = Contract.spec(model, config, 2);
    ActionSpace slow = free.actions().withRate(new float[] {1, 0.5f});
    EngineSpec spec = new EngineSpec(model, slow, config, 2, 3, 2);
    assertThat(spec.length(ArrayName.MEAN, 1)).isEqualTo(2 * 3 * 2);
    try (Twins twins = new Twins(this, spec)) {
      for (int call = 0; call < 2; call++) {
        twins.fill(ArrayName.STATE, 1, new SplittableRandom(call), 0, 1);
        twins.run(Engine::shift);
        for (Round round : Round.schedule(config)) {
          carryOut(twins, call, round);
          twins.agree(ArrayName.ELITES, 1, 1e-8);
        }
      }
    }
  }

  /** One round; a difference in the last digit may swap two elites, so a few digits must do. */
  private static void carryOut(Twins twins, int call, Round round) {
    twins.run(e -> e.sample(call, round));
    twins.run(e -> e.rollout(call, round));
    twins.run(e -> e.score(round));
    twins.agree(ArrayName.SCORES, round.plans(), 1e-8);
    if (round.iteration() < twins.spec.config().iterations()) {
      twins.run(e -> e.weigh(round));
      twins.run(e -> e.fit(round));
      twins.agree(ArrayName.MEAN, round.plans(), 1e-8);
    }
  }
}
