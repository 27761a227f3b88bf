package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Activation;
import dev.foresight.Bounds;
import dev.foresight.Dynamics;
import dev.foresight.Exploration;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code propose}: STATE -> PROPOSALS, by the model's policy. */
interface ProposeContract extends EngineUnderTest {

  /** Dynamics of three states and two actions with a policy over them. */
  static WorldModel model(Dynamics dynamics) {
    Network policy = ContractModels.network(new SplittableRandom(21), Activation.TANH, 3, 33, 7, 2);
    return WorldModel.of(dynamics).withReward(ContractModels.reward()).withPolicy(policy);
  }

  static PlannerConfig config(int proposals) {
    return Contract.config(3, 50, 5)
        .withProposals(proposals)
        .withMinStd(0.25f)
        .withParticles(4)
        .withBounds(Bounds.CLIPPED);
  }

  private void check(WorldModel model, PlannerConfig config, int problems) {
    EngineSpec spec = Contract.spec(model, config, problems);
    SplittableRandom random = new SplittableRandom(problems);
    try (Twins twins = new Twins(this, spec)) {
      for (int b = 0; b < problems; b++) {
        int problem = b;
        twins.run(e -> e.reset(problem, 4));
      }
      for (int call = 0; call < 2; call++) {
        int number = call;
        twins.fill(ArrayName.STATE, 1, random, 0, 1);
        twins.run(e -> e.propose(number));
        float[] proposals = twins.agree(ArrayName.PROPOSALS, 1);
        assertThat(proposals).doesNotContain(Float.NaN);
      }
      twins.run(Engine::shift);
      twins.run(e -> e.sample(1, new Round(0, 50, 0, true)));
      twins.agree(ArrayName.PLANS, 50);
    }
  }

  @Test
  default void thePolicyActsAlongThePathOfTheMeanOfAnEnsemble() {
    Dynamics ensemble = ContractModels.gaussian(3, 3, 2, Activation.SILU, 16);
    check(model(ensemble), config(37), 2);
    check(model(ensemble).withValue(action(0).times(state(0))), config(3), 1);
  }

  @Test
  default void underPosteriorSamplingItActsAlongThePathOfTheEpisodesMember() {
    Dynamics ensemble = ContractModels.gaussian(3, 3, 2, Activation.SILU, 16);
    PlannerConfig config = config(5).withExploration(Exploration.posteriorSampling());
    check(model(ensemble), config.withPropagation(Propagation.TS1), 3);
  }

  @Test
  default void thePolicyActsAlongThePathOfEquationsWithoutNoise() {
    check(model(ContractModels.noisyPendulum(2)), config(2), 3);
  }

  @Test
  default void theFirstProposalIsThePolicysAndTheOthersHaveNoiseOfTheirOwn() {
    PlannerConfig config = config(3).withHorizon(1);
    EngineSpec spec = Contract.spec(model(ContractModels.pendulum(2)), config, 1);
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.STATE, 1, 0.1f, -0.2f, 0.3f);
      twins.run(e -> e.propose(0));
      float[] proposals = twins.agree(ArrayName.PROPOSALS, 1);
      float[] own = spec.model().policy().orElseThrow().apply(new float[] {0.1f, -0.2f, 0.3f});
      for (int a = 0; a < 2; a++) {
        float[] of = {proposals[a], proposals[2 + a], proposals[4 + a]};
        float expected = Math.max(-1 - a, Math.min(2 + 2 * a, own[a]));
        assertThat(Math.abs(of[0] - expected)).isLessThan(1e-5f);
        assertThat(Arrays.stream(new double[] {of[0], of[1], of[2]}).distinct()).hasSize(3);
      }
    }
  }

  @Test
  default void withoutAPolicyProposalsStayAsTheyAre() {
    EngineSpec spec = Contract.spec(WorldModel.of(ContractModels.pendulum(2)), config(2), 1);
    try (Twins twins = new Twins(this, spec)) {
      twins.fill(ArrayName.PROPOSALS, 1, new SplittableRandom(1), 0, 1);
      float[] before = twins.agree(ArrayName.PROPOSALS, 1);
      twins.run(e -> e.propose(0));
      assertThat(twins.agree(ArrayName.PROPOSALS, 1)).isEqualTo(before);
    }
  }

  @Test
  default void anotherPolicyProposesOtherPlans() {
    EngineSpec spec = Contract.spec(model(ContractModels.pendulum(2)), config(2), 1);
    Network other = ContractModels.network(new SplittableRandom(5), Activation.RELU, 3, 5, 2);
    List<WorldModel> models = List.of(
        spec.model().withPolicy(other),
        model(ContractModels.pendulum(2)),
        WorldModel.of(ContractModels.pendulum(2)));
    try (Twins twins = new Twins(this, spec)) {
      for (WorldModel model : models) {
        twins.run(e -> e.update(model));
        twins.write(ArrayName.STATE, 1, 0.1f, -0.2f, 0.3f);
        twins.run(e -> e.propose(0));
        twins.agree(ArrayName.PROPOSALS, 1);
      }
    }
  }
}
