package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.max;
import static dev.foresight.Expr.min;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rollout} where an episode ends, or numbers do. */
interface EndingContract extends EngineUnderTest {
  int PLANS = 35;
  float NAN = Float.NaN;

  /** Two steps from a state of threes; an odd plan acts 1 then 0, an even plan 0 then 1. */
  default void returns(WorldModel model, float even, float odd) {
    EngineSpec spec = Contract.spec(model, Contract.config(2, PLANS, 1), 1);
    float[] states = new float[spec.stateSize()];
    Arrays.fill(states, 3);
    float[] plans = new float[2 * PLANS];
    for (int n = 0; n < PLANS; n++) {
      plans[2 * n + 1 - n % 2] = 1;
    }
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.STATE, PLANS, states);
      twins.write(ArrayName.PLANS, PLANS, plans);
      twins.run(e -> e.rollout(0, Contract.round(PLANS)));
      float[] returns = twins.agree(ArrayName.RETURNS, PLANS);
      for (int n = 0; n < PLANS; n++) {
        float expected = n % 2 == 0 ? even : odd;
        if (Float.isNaN(expected)) {
          assertThat(Float.isFinite(returns[n]))
              .as("return %d, %s", n, returns[n])
              .isFalse();
        } else {
          assertThat(returns[n]).as("return %d", n).isCloseTo(expected, within(1e-5f));
        }
      }
    }
  }

  @Test
  default void whatComesAfterTheEndIsIgnored() {
    Expr nanAfterTheEnd = log(constant(3.5f).minus(state(1))).times(0);
    Expr next = state(1).plus(action(0)).plus(nanAfterTheEnd);
    WorldModel model = WorldModel.of(Equations.of(1, state(0), next))
        .withReward(state(0).plus(nanAfterTheEnd))
        .withValue(nanAfterTheEnd)
        .withTermination(next(1).greaterThan(3.5f));
    returns(model, 6, 3);
    returns(model.withValue(constantNetwork(2, 100)), 6, 3);
    returns(model.withReward(constantNetwork(3, 2)), 4, 2);
  }

  @ParameterizedTest
  @EnumSource
  default void whatAnEnsembleSaysAfterTheEndIsIgnored(Activation activation) {
    // From 3 up by at least a half where the action is 1; from above 3.4 into NaN.
    Expr nanAfterTheEnd = log(constant(3.4f).minus(state(0))).times(0);
    Network network = new Network(List.of(
        new Network.Layer(1, 1, new float[] {1}, new float[1], activation),
        new Network.Layer(1, 1, new float[] {1}, new float[1], Activation.IDENTITY)));
    Ensemble ensemble = new Ensemble(
        List.of(network),
        1,
        List.of(action(0).times(4).minus(2).plus(nanAfterTheEnd)),
        new float[1],
        new float[] {1},
        new boolean[] {true},
        new float[0],
        new float[0]);
    WorldModel model = WorldModel.of(ensemble).withReward(constant(1));
    returns(model, 2, NAN);
    returns(model.withTermination(next(0).greaterThan(3.4f)), 2, 1);
  }

  @Test
  default void theEndTakesTheTerminalValueAway() {
    WorldModel endless = WorldModel.of(Equations.of(1, state(0).plus(action(0))))
        .withReward(constant(1))
        .withDiscount(0.5f);
    WorldModel ending = endless.withTermination(next(0).greaterThan(3.5f));
    returns(ending.withValue(constant(100)), 1.5f, 1);
    returns(ending.withValue(constantNetwork(1, 100)), 1.5f, 1);
    returns(endless.withValue(constant(100)), 26.5f, 26.5f);
    returns(endless.withValue(constantNetwork(1, 100)), 26.5f, 26.5f);
  }

  @Test
  default void anyTerminationButZeroEndsAnEpisodeNanToo() {
    WorldModel model =
        WorldModel.of(Equations.of(1, state(0).plus(action(0)))).withReward(constant(1));
    returns(model.withTermination(action(0).times(-0.001f)), 2, 1);
    returns(model.withTermination(log(constant(3.5f).minus(next(0)))), 1, 1);
    returns(model.withTermination(log(action(0).negated()).minus(log(action(0)))), 1, 1);
    returns(model.withTermination(action(0).times(-0f)), 2, 2);
  }

  @Test
  default void aNextStateThatIsNotFiniteSpoilsTheReturnWhateverTheRewardReads() {
    WorldModel always = spoilt(log(action(0).minus(2)));
    returns(always, NAN, NAN);
    returns(always.withTermination(constant(1)), NAN, NAN);
    WorldModel atZero = spoilt(constant(1).dividedBy(action(0)));
    returns(atZero, NAN, NAN);
    returns(atZero.withTermination(constant(1)), NAN, 1);
    returns(spoilt(log(action(0))), NAN, NAN);
    returns(spoilt(action(0).plus(1).times(1e38f).times(1e38f)), NAN, NAN);
    returns(spoilt(constant(0).minus(action(0)).times(3e38f).times(3e38f)), NAN, NAN);
  }

  private static WorldModel spoilt(Expr next) {
    return WorldModel.of(Equations.of(1, state(0), next)).withReward(constant(1));
  }

  @Test
  default void aRewardOrValueThatIsNotFiniteSpoilsTheReturn() {
    WorldModel model = WorldModel.of(Equations.of(1, state(0).plus(action(0))));
    Expr bad = log(constant(3.5f).minus(state(0)));
    float half = (float) Math.log(0.5);
    returns(model.withReward(bad), 2 * half, NAN);
    returns(model.withReward(min(bad, constant(0))), 2 * half, NAN);
    returns(model.withReward(max(constant(0), bad)), 0, NAN);
    returns(model.withValue(bad), NAN, NAN);
    returns(model.withReward(constant(3).dividedBy(action(0))), NAN, NAN);
    returns(model.withReward(action(0).times(3e38f).times(3e38f)), NAN, NAN);
  }

  private static Network constantNetwork(int inputs, float constant) {
    float[] bias = {constant};
    return new Network(
        List.of(new Network.Layer(inputs, 1, new float[inputs], bias, Activation.IDENTITY)));
  }
}
