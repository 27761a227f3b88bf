package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Activation;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code rollout} under a constraint: STATE, PLANS -> RETURNS, VIOLATIONS. */
interface ViolationContract extends EngineUnderTest {

  /** From 3, three steps: the one plan does 1, 0, 0, the other 0, 0, 1. */
  private void violations(WorldModel model, float early, float late) {
    EngineSpec spec = Contract.spec(model, Contract.config(3, 2, 1), 1);
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.STATE, 2, 3);
      twins.write(ArrayName.PLANS, 2, 1, 0, 0, 0, 0, 1);
      twins.run(e -> e.rollout(0, Contract.round(2)));
      twins.agree(ArrayName.RETURNS, 2);
      assertThat(twins.agree(ArrayName.VIOLATIONS, 2)).containsExactly(early, late);
    }
  }

  @Test
  default void anyStepWhileTheEpisodeLivesMayViolate() {
    WorldModel stays = WorldModel.of(Equations.of(1, state(0).plus(action(0))));
    violations(stays.withConstraint(action(0).times(-0.001f), 0), 1, 1);
    violations(stays.withConstraint(state(0).greaterThan(3.5f), 0), 1, 0);
    violations(stays.withConstraint(next(0).greaterThan(3.5f), 0), 1, 1);
    violations(stays.withConstraint(log(constant(3.5f).minus(state(0))).times(0), 0), 1, 0);
    WorldModel ends = stays.withTermination(next(0).greaterThan(3.5f));
    violations(ends.withConstraint(state(0).greaterThan(3.5f), 0), 0, 0);
    violations(ends.withConstraint(next(0).greaterThan(3.5f), 0), 1, 1);
  }

  @Test
  default void aStateThatIsNotFiniteViolates() {
    Expr broken = constant(1).dividedBy(action(0).minus(1));
    WorldModel breaks = WorldModel.of(Equations.of(1, broken)).withReward(constant(1));
    violations(breaks.withConstraint(action(0).greaterThan(7), 0), 1, 1);
    WorldModel ends = breaks.withTermination(next(0).lessThan(-0.5f));
    violations(ends.withConstraint(action(0).greaterThan(7), 0), 1, 0);
  }

  @Test
  default void violationsOfEveryFutureOfALearnedModel() {
    WorldModel learned = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 16))
        .withReward(ContractModels.reward())
        .withTermination(next(1).greaterThan(1.2f))
        .withConstraint(next(0).times(state(2)).greaterThan(action(0).times(0.1f)), 0.1f);
    WorldModel written = WorldModel.of(ContractModels.noisyPendulum(2))
        .withConstraint(next(1).abs().greaterThan(0.9f), 0.1f);
    SplittableRandom random = new SplittableRandom(42);
    PlannerConfig config = Contract.config(4, 33, 1).withParticles(5);
    for (WorldModel model : new WorldModel[] {learned, written}) {
      try (Twins twins = new Twins(this, Contract.spec(model, config, 2))) {
        twins.fill(ArrayName.STATE, 1, random, 0, 1);
        for (int plans : new int[] {33, 1}) {
          twins.fillActions(ArrayName.PLANS, plans, random);
          twins.run(e -> e.rollout(3, Contract.round(plans)));
          twins.agree(ArrayName.RETURNS, plans);
          float[] violations = twins.agree(ArrayName.VIOLATIONS, plans);
          if (plans > 1) {
            assertThat(violations).contains(0, 1);
          }
        }
      }
    }
  }
}
