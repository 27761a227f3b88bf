package dev.foresight.engine;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rollout}: STATE, PLANS -> RETURNS, through models of every kind. */
interface RolloutContract extends EngineUnderTest {

  @ParameterizedTest
  @MethodSource("dev.foresight.engine.RolloutCase#kinds")
  default void returnsThroughEveryKindOfModel(RolloutCase rollout) {
    check(rollout);
  }

  @ParameterizedTest
  @MethodSource("dev.foresight.engine.RolloutCase#parts")
  default void returnsWithEveryPartOfAModel(RolloutCase rollout) {
    check(rollout);
  }

  @ParameterizedTest
  @MethodSource("dev.foresight.engine.RolloutCase#shapes")
  default void returnsInEveryShape(RolloutCase rollout) {
    check(rollout);
  }

  @ParameterizedTest
  @MethodSource("dev.foresight.engine.RolloutCase#scalarEnsembles")
  default void returnsWithNumbersThatSeveralNetworksMake(RolloutCase rollout) {
    check(rollout);
  }

  @ParameterizedTest
  @MethodSource("dev.foresight.engine.RolloutCase#actionValues")
  default void returnsWithATerminalValueOfAStateAndAnAction(RolloutCase rollout) {
    check(rollout);
  }

  default void check(RolloutCase rollout) {
    SplittableRandom random = new SplittableRandom(rollout.plans());
    int plans = rollout.plans();
    try (Twins twins = new Twins(this, rollout.spec())) {
      twins.fill(ArrayName.STATE, plans, random, 0, 1);
      twins.fillActions(ArrayName.PLANS, plans, random);
      twins.run(e -> e.rollout(5, Contract.round(plans)));
      twins.agree(ArrayName.RETURNS, plans);
      twins.agree(ArrayName.VIOLATIONS, plans);
    }
  }

  @Test
  default void aRoundOfFewerPlansIsRolledOutAlone() {
    RolloutCase rollout = RolloutCase.kinds().get(0);
    SplittableRandom random = new SplittableRandom(4);
    try (Twins twins = new Twins(this, rollout.spec())) {
      twins.fill(ArrayName.STATE, 1, random, 0, 1);
      for (int plans : new int[] {rollout.plans(), 17, 1}) {
        twins.fillActions(ArrayName.PLANS, plans, random);
        twins.run(e -> e.rollout(0, new Round(3, plans, 0, false)));
        twins.agree(ArrayName.RETURNS, plans);
      }
    }
  }
}
