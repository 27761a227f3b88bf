package dev.foresight.engine;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Dynamics;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rollout}: futures differ from problem to problem, never from plan to plan. */
interface FutureContract extends EngineUnderTest {

  @ParameterizedTest
  @EnumSource
  default void plansOfOneProblemFaceTheSameFutures(Propagation propagation) {
    int plans = 67;
    int particles = propagation == Propagation.E ? 1 : 6;
    for (Dynamics dynamics : List.of(
        ContractModels.gaussian(3, 3, 2, Activation.SILU, 21, 20),
        ContractModels.noisyPendulum(2))) {
      WorldModel model = WorldModel.of(dynamics)
          .withReward(ContractModels.reward())
          .withValue(ContractModels.network(new SplittableRandom(1), Activation.TANH, 3, 9, 1));
      PlannerConfig config =
          Contract.config(4, plans, 1).withParticles(6).withPropagation(propagation);
      EngineSpec spec = Contract.spec(model, config, 2);
      float[] returns = returnsOfEqualPlans(spec, plans);
      for (int i = 0; i < returns.length; i++) {
        int problem = i / (plans * particles);
        int same = problem * plans * particles + i % particles;
        float rounding = rounding() * Math.abs(returns[same]);
        assertThat(returns[i]).as("return %d", i).isCloseTo(returns[same], within(rounding));
      }
      Set<Float> distinct = new HashSet<>();
      for (int p = 0; p < particles; p++) {
        distinct.add(returns[p]);
        distinct.add(returns[plans * particles + p]);
      }
      // Problems in one state have one expectation.
      assertThat(distinct).hasSize(propagation == Propagation.E ? 1 : 2 * particles);
    }
  }

  /** Both problems stand in the same state, so that only their noise can tell them apart. */
  private float[] returnsOfEqualPlans(EngineSpec spec, int plans) {
    float[] actions = new float[spec.length(ArrayName.PLANS, plans)];
    int steps = spec.config().horizon() * spec.actionSize();
    for (int i = 0; i < actions.length; i++) {
      actions[i] = (i % steps) * 0.1f - 0.3f;
    }
    float[] states = new float[spec.length(ArrayName.STATE, plans)];
    Arrays.fill(states, 0.5f);
    try (Engine engine = open(spec)) {
      engine.write(ArrayName.STATE, plans, states);
      engine.write(ArrayName.PLANS, plans, actions);
      engine.rollout(0, Contract.round(plans));
      return Contract.read(engine, spec, ArrayName.RETURNS, plans);
    }
  }

  @Test
  default void particlesAreSpreadEvenlyOverTheMembersAndKeepThem() {
    int members = 5;
    EngineSpec spec = counting(members, Propagation.TS_INFINITY);
    float[] returns = returnsOfEqualPlans(spec, 2);
    int[] carried = new int[members];
    for (int p = 0; p < 20; p++) {
      // Three steps with one member: the member's number three times over.
      int member = Math.round(returns[p] / 3);
      assertThat(returns[p]).isEqualTo(3 * member);
      assertThat(member).isEqualTo((Math.round(returns[0] / 3) + p) % members);
      carried[member]++;
    }
    assertThat(carried).containsOnly(4);
  }

  @Test
  default void aMemberIsDrawnForEachParticleAndStep() {
    int members = 5;
    EngineSpec spec = counting(members, Propagation.TS1);
    float[] returns = returnsOfEqualPlans(spec, 2);
    OracleNoise noise = new OracleNoise(spec.config().seed());
    for (int p = 0; p < 20; p++) {
      int sum = 0;
      for (int t = 0; t < 3; t++) {
        sum += noise.member(spec, spec.firstProblem(), 0, p, t, members);
      }
      assertThat(returns[p]).isEqualTo(sum);
    }
  }

  /** An ensemble whose member e counts up by e; the return is where three steps lead from 0.5. */
  private static EngineSpec counting(int members, Propagation propagation) {
    PlannerConfig config =
        Contract.config(3, 2, 1).withParticles(20).withPropagation(propagation).withSeed(77);
    WorldModel model =
        WorldModel.of(ContractModels.counting(members)).withValue(state(0).minus(0.5f));
    return Contract.spec(model, config, 1);
  }

  @Test
  default void noiseOfNextStatesHasTheDeviationOfItsFormula() {
    Expr still = state(0);
    WorldModel model = WorldModel.of(Equations.of(1, still).withNoise(constant(0.25f)))
        .withValue(state(0).minus(0.5f));
    PlannerConfig config = Contract.config(1, 1, 1).withParticles(4000);
    float[] returns = returnsOfEqualPlans(Contract.spec(model, config, 1), 1);
    double squares = 0;
    double sum = 0;
    for (float value : returns) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(Math.sqrt(squares / 4000)).isBetween(0.24, 0.26);
    assertThat(sum / 4000).isBetween(-0.012, 0.012);
  }
}
