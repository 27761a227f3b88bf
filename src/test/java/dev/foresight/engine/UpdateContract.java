package dev.foresight.engine;

import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Exploration;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code update}: another model in the same engine, as if the engine had been opened with it. */
interface UpdateContract extends EngineUnderTest {
  int PLANS = 37;

  private static WorldModel first() {
    return WorldModel.of(ContractModels.gaussian(3, 3, 1, Activation.SILU, 16, 16))
        .withReward(ContractModels.reward());
  }

  /** The same networks in another order: other weights, and nothing else. */
  private static Ensemble reversed(Ensemble e) {
    List<Network> members = new ArrayList<>(e.members());
    Collections.reverse(members);
    return new Ensemble(
        members,
        e.actionSize(),
        e.features(),
        e.inputMean(),
        e.inputStd(),
        e.delta(),
        e.minLogVariance(),
        e.maxLogVariance());
  }

  /** Each differs from the one before it in what its name says. */
  private static Map<String, WorldModel> models() {
    SplittableRandom random = new SplittableRandom(8);
    Map<String, WorldModel> models = new LinkedHashMap<>();
    WorldModel model = first().withDynamics(reversed((Ensemble) first().dynamics()));
    models.put("weights", model);
    model = model.withDiscount(0.8f);
    models.put("discount", model);
    model = model.withReward(state(0).minus(next(1).squared()));
    models.put("reward", model);
    model = model.withReward(ContractModels.network(random, Activation.TANH, 4, 21, 1));
    models.put("reward network", model);
    model = model.withReward(ContractModels.network(random, Activation.RELU, 4, 3, 50, 1));
    models.put("another reward network", model);
    model = model
        .withTermination(next(1).abs().greaterThan(0.8f))
        .withValue(state(2).times(3));
    models.put("termination and value", model);
    model = model.withDynamics(ContractModels.gaussian(5, 3, 1, Activation.SILU, 16, 16));
    models.put("members", model);
    model = model.withDynamics(ContractModels.gaussian(5, 3, 1, Activation.RELU, 61, 1, 140));
    models.put("layers", model);
    model = model.withDynamics(ContractModels.withFeatures(4, true));
    models.put("features", model);
    model = model.withDynamics(ContractModels.noisyPendulum(1));
    models.put("equations", model);
    models.put("the first again", first());
    return models;
  }

  private static EngineSpec spec(WorldModel model) {
    return Contract.spec(model, Contract.config(5, PLANS, 4).withParticles(6), 2);
  }

  @Test
  default void afterAnUpdateReturnsAreThoseOfTheNewModel() {
    EngineSpec spec = spec(first());
    Round round = Contract.round(PLANS);
    SplittableRandom random = new SplittableRandom(1);
    try (Twins twins = new Twins(this, spec)) {
      models().forEach((name, model) -> {
        try (Twins fresh = new Twins(this, spec.withModel(model))) {
          twins.run(e -> e.update(model));
          for (ArrayName array : List.of(ArrayName.STATE, ArrayName.PLANS)) {
            float[] values = Contract.randoms(random, spec.length(array, PLANS), 0, 0.5);
            twins.write(array, PLANS, values);
            fresh.write(array, PLANS, values);
          }
          twins.run(e -> e.rollout(2, round));
          fresh.engine.rollout(2, round);
          float[] expected = Contract.read(fresh.engine, spec, ArrayName.RETURNS, PLANS);
          assertThat(twins.agree(ArrayName.RETURNS, PLANS)).as(name).isEqualTo(expected);
        }
      });
    }
  }

  @Test
  default void anUpdateKeepsEveryArrayAndWhatWasAskedForBeforeIt() {
    EngineSpec spec = spec(first());
    Round round = Contract.round(PLANS);
    float[] states =
        Contract.randoms(new SplittableRandom(3), spec.length(ArrayName.STATE, 1), 0, 1);
    try (Engine updated = open(spec);
        Engine engine = open(spec)) {
      for (Engine each : List.of(updated, engine)) {
        each.write(ArrayName.STATE, 1, states);
        each.shift();
        each.sample(1, round);
        each.rollout(1, round);
        each.score(round);
        each.weigh(round);
        each.fit(round);
        each.sample(1, Round.chosen(spec.config()));
        each.disagree();
      }
      updated.update(models().get("layers"));
      for (ArrayName name : ArrayName.values()) {
        assertThat(Contract.read(updated, spec, name, PLANS))
            .as("%s", name)
            .isEqualTo(Contract.read(engine, spec, name, PLANS));
      }
    }
  }

  /** The one particle of a member that is certain, and then the one of a member that is not. */
  @Test
  default void momentsAreMatchedOnceAnUpdateBringsNoise() {
    WorldModel certain = WorldModel.of(ContractModels.deterministic(3, 3, 1, Activation.TANH, 7))
        .withReward(ContractModels.reward());
    WorldModel noisy = certain.withDynamics(ContractModels.gaussian(3, 3, 1, Activation.TANH, 7));
    PlannerConfig config = Contract.config(3, PLANS, 4)
        .withPropagation(Propagation.MM)
        .withExploration(Exploration.posteriorSampling());
    SplittableRandom random = new SplittableRandom(9);
    try (Twins twins = new Twins(this, Contract.spec(certain, config, 2))) {
      for (WorldModel model : List.of(noisy, certain, noisy)) {
        twins.run(e -> e.update(model));
        twins.fill(ArrayName.STATE, PLANS, random, 0, 1);
        twins.fillActions(ArrayName.PLANS, PLANS, random);
        twins.run(e -> e.rollout(1, Contract.round(PLANS)));
        twins.agree(ArrayName.RETURNS, PLANS);
      }
    }
  }

  @Test
  default void aModelOfOtherSizesIsRefusedAndChangesNothing() {
    EngineSpec spec = spec(first());
    Round round = Contract.round(PLANS);
    try (Twins twins = new Twins(this, spec)) {
      refused(twins.engine, WorldModel.of(ContractModels.noisyPendulum(2)), "2 actions", "1;");
      refused(
          twins.engine,
          WorldModel.of(ContractModels.gaussian(3, 4, 1, Activation.SILU, 16, 16)),
          "4 state elements",
          "3;");
      refused(twins.engine, WorldModel.of(ContractModels.pendulum(1)), "1 particles", "6;");
      refused(
          twins.engine, first().withValue(Expr.action(0)), "6 steps in a plan", "the old one 5;");
      SplittableRandom random = new SplittableRandom(5);
      twins.fill(ArrayName.STATE, PLANS, random, 0, 1);
      twins.fillActions(ArrayName.PLANS, PLANS, random);
      twins.run(e -> e.rollout(0, round));
      twins.agree(ArrayName.RETURNS, PLANS);
    }
  }

  private static void refused(Engine engine, WorldModel model, String now, String before) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.update(model))
        .withMessageContaining(now)
        .withMessageContaining(before);
  }
}
