package dev.foresight.engine;

import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Exploration;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How plans use what the ensemble does not know. */
interface ExplorationContract extends EngineUnderTest {
  int HORIZON = 3;

  @ParameterizedTest
  @EnumSource
  default void underPosteriorSamplingOneMemberCarriesEveryFuture(Propagation propagation) {
    PlannerConfig config = Contract.config(4, 19, 1)
        .withParticles(5)
        .withPropagation(propagation)
        .withExploration(Exploration.posteriorSampling());
    WorldModel model = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 16))
        .withReward(ContractModels.reward());
    SplittableRandom random = new SplittableRandom(6);
    try (Twins twins = new Twins(this, Contract.spec(model, config, 3))) {
      for (int episode = 0; episode < 3; episode++) {
        int number = episode;
        twins.run(e -> e.reset(0, number));
        twins.run(e -> e.reset(2, 5 + number));
        twins.fill(ArrayName.STATE, 19, random, 0, 1);
        twins.fillActions(ArrayName.PLANS, 19, random);
        twins.run(e -> e.rollout(number, Contract.round(19)));
        twins.agree(ArrayName.RETURNS, 19);
      }
    }
  }

  /** With every part of a model that reads actions: none of them is to see eta. */
  @ParameterizedTest
  @EnumSource(names = {"E", "DS"})
  default void hallucinatedControlMovesTheMeanByWhatMembersThinkPossible(Propagation propagation) {
    SplittableRandom random = new SplittableRandom(7);
    WorldModel learned = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 16))
        .withReward(ContractModels.network(random, Activation.TANH, 5, 9, 1))
        .withTermination(Expr.next(1).abs().greaterThan(2));
    WorldModel certain = WorldModel.of(ContractModels.deterministic(2, 3, 2, Activation.TANH, 7))
        .withReward(ContractModels.reward())
        .withValue(ContractModels.network(random, Activation.RELU, 5, 6, 1));
    for (WorldModel model : List.of(
        learned,
        certain,
        certain.withPolicy(ContractModels.network(random, Activation.TANH, 3, 8, 2)))) {
      EngineSpec spec = hallucinating(model, propagation, 0.7f);
      try (Twins twins = new Twins(this, spec)) {
        twins.fill(ArrayName.STATE, 19, random, 0, 1);
        twins.fillActions(ArrayName.PLANS, 19, random);
        twins.run(e -> e.rollout(3, Contract.round(19)));
        twins.agree(ArrayName.RETURNS, 19);
        twins.fillActions(ArrayName.PLANS, 1, random);
        twins.run(Engine::disagree);
        twins.agree(ArrayName.DISAGREEMENT, 1);
        twins.run(e -> e.propose(4));
        twins.agree(ArrayName.PROPOSALS, 1);
      }
    }
  }

  @Test
  default void withHardlyAnyBetaHallucinatedControlIsTheMembersMean() {
    WorldModel model = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 16))
        .withReward(ContractModels.reward());
    EngineSpec spec = hallucinating(model, Propagation.E, 1e-12f);
    EngineSpec greedy =
        Contract.spec(model, spec.config().withExploration(Exploration.greedy()), spec.problems());
    SplittableRandom random = new SplittableRandom(8);
    float[] state = Contract.randoms(random, spec.length(ArrayName.STATE, 1), 0, 1);
    float[] plans = Contract.randoms(random, spec.length(ArrayName.PLANS, 19), 0, 1);
    float[] given = new float[greedy.length(ArrayName.PLANS, 19)];
    for (int i = 0; i < given.length; i++) {
      given[i] = plans[i / 2 * spec.actionSize() + i % 2];
    }
    assertThat(spec.actionSize()).isEqualTo(5);
    try (Engine hopeful = open(spec);
        Engine mean = open(greedy)) {
      hopeful.write(ArrayName.STATE, 1, state);
      mean.write(ArrayName.STATE, 1, state);
      hopeful.write(ArrayName.PLANS, 19, plans);
      mean.write(ArrayName.PLANS, 19, given);
      hopeful.rollout(0, Contract.round(19));
      mean.rollout(0, Contract.round(19));
      assertThat(Contract.read(hopeful, spec, ArrayName.RETURNS, 19))
          .containsExactly(Contract.read(mean, greedy, ArrayName.RETURNS, 19), within(1e-4f));
    }
  }

  private static EngineSpec hallucinating(WorldModel model, Propagation propagation, float beta) {
    PlannerConfig config = Contract.config(4, 19, 1)
        .withParticles(3)
        .withPropagation(propagation)
        .withExploration(Exploration.hallucinated(beta))
        .withMinStd(0.1f)
        .withProposals(2);
    return Contract.spec(model, config, 2);
  }

  @Test
  default void eachProblemKeepsAMemberForAnEpisodeAndTheNextDrawsItAnew() {
    EngineSpec spec = counting(5, 4, 0);
    OracleNoise noise = new OracleNoise(spec.config().seed());
    try (Engine engine = open(spec)) {
      for (int episode = 0; episode < 6; episode++) {
        int[] drawn = new int[4];
        for (int b = 0; b < 4; b++) {
          engine.reset(b, episode);
          drawn[b] = noise.episodeMember(spec, spec.firstProblem() + b, episode);
        }
        assertThat(Arrays.stream(drawn).distinct().count()).isGreaterThan(1);
        assertThat(carriers(engine, spec, 0)).isEqualTo(drawn);
        assertThat(carriers(engine, spec, 1)).isEqualTo(drawn);
      }
    }
    assertThat(IntStream.range(0, 500)
            .map(episode -> noise.episodeMember(spec, 0, episode))
            .boxed())
        .containsOnly(0, 1, 2, 3, 4);
  }

  @Test
  default void theMembersOfProblemsDoNotDependOnTheirSplit() {
    try (Engine whole = open(counting(5, 4, 2))) {
      IntStream.range(0, 4).forEach(b -> whole.reset(b, 9));
      int[] together = carriers(whole, counting(5, 4, 2), 0);
      for (int b = 0; b < 4; b++) {
        EngineSpec spec = counting(5, 1, 2 + b);
        try (Engine alone = open(spec)) {
          alone.reset(0, 9);
          assertThat(carriers(alone, spec, 0)).containsExactly(together[b]);
        }
      }
    }
  }

  @Test
  default void anotherModelKeepsTheMemberAsFarAsItHasOne() {
    EngineSpec spec = counting(5, 8, 0);
    try (Engine engine = open(spec)) {
      int[] before = carriers(engine, spec, 0);
      assertThat(Arrays.stream(before).max().orElseThrow()).isGreaterThan(2);
      engine.update(counting(3, 8, 0).model());
      int[] modulo = Arrays.stream(before).map(member -> member % 3).toArray();
      assertThat(carriers(engine, spec, 1)).isEqualTo(modulo);
      engine.update(spec.model());
      assertThat(carriers(engine, spec, 2)).isEqualTo(before);
    }
  }

  /** Posterior sampling with an ensemble whose member e counts up by e. */
  private static EngineSpec counting(int members, int problems, int first) {
    PlannerConfig config = Contract.config(HORIZON, 1, 1)
        .withExploration(Exploration.posteriorSampling())
        .withSeed(0x3_0000_0004L);
    WorldModel model =
        WorldModel.of(ContractModels.counting(members)).withValue(state(0).minus(0.5f));
    EngineSpec spec = Contract.spec(model, config, problems);
    return new EngineSpec(model, spec.actions(), config, problems, first, 2);
  }

  /** The member that carries each problem of such an ensemble. */
  private static int[] carriers(Engine engine, EngineSpec spec, int call) {
    float[] states = new float[spec.length(ArrayName.STATE, 1)];
    Arrays.fill(states, 0.5f);
    engine.write(ArrayName.STATE, 1, states);
    engine.write(ArrayName.PLANS, 1, new float[spec.length(ArrayName.PLANS, 1)]);
    engine.rollout(call, Contract.round(1));
    float[] returns = Contract.read(engine, spec, ArrayName.RETURNS, 1);
    int[] members = new int[returns.length];
    for (int b = 0; b < members.length; b++) {
      members[b] = Math.round(returns[b] / HORIZON);
      assertThat(returns[b]).isEqualTo(HORIZON * members[b]);
    }
    return members;
  }
}
