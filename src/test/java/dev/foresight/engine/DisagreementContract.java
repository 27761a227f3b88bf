package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Exploration;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code disagree}: STATE, PLANS -> DISAGREEMENT. */
interface DisagreementContract extends EngineUnderTest {

  @Test
  default void membersDisagreeAlongThePathOfTheirMean() {
    List<Ensemble> ensembles = List.of(
        ContractModels.gaussian(5, 3, 2, Activation.SILU, 20, 12),
        ContractModels.deterministic(2, 1, 1, Activation.TANH, 7),
        ContractModels.withFeatures(3, true),
        ContractModels.gaussian(19, 17, 1, Activation.RELU, 24));
    Propagation[] propagations = Propagation.values();
    int[][] shapes = {{3, 4}, {1, 1}, {33, 3}, {2, 6}};
    for (int i = 0; i < shapes.length; i++) {
      WorldModel model = WorldModel.of(ensembles.get(i));
      PlannerConfig config = Contract.config(shapes[i][1], 3, 1)
          .withPropagation(propagations[i % propagations.length]);
      check(Contract.spec(model, config, shapes[i][0]), new SplittableRandom(i));
    }
  }

  /** Twice, the second time from what the first has left. */
  private void check(EngineSpec spec, SplittableRandom random) {
    try (Twins twins = new Twins(this, spec)) {
      for (int time = 0; time < 2; time++) {
        twins.fill(ArrayName.STATE, 1, random, 0, 1);
        twins.fillActions(ArrayName.PLANS, 1, random);
        twins.run(Engine::disagree);
        twins.agree(ArrayName.DISAGREEMENT, 1);
      }
    }
  }

  @Test
  default void allMembersCountUnderPosteriorSampling() {
    PlannerConfig config =
        Contract.config(4, 3, 1).withExploration(Exploration.posteriorSampling());
    WorldModel model = WorldModel.of(ContractModels.counting(5));
    EngineSpec spec = Contract.spec(model, config, 2);
    try (Engine engine = open(spec)) {
      engine.write(ArrayName.STATE, 1, new float[2]);
      engine.write(ArrayName.PLANS, 1, new float[spec.length(ArrayName.PLANS, 1)]);
      engine.disagree();
      // Of 0 to 4, wherever the path is.
      for (float apart : Contract.read(engine, spec, ArrayName.DISAGREEMENT, 1)) {
        assertThat(apart).isCloseTo((float) Math.sqrt(2), within(1e-6f));
      }
    }
  }

  @Test
  default void aModelOfOtherMembersIsFollowedAfterAnUpdate() {
    WorldModel first = WorldModel.of(ContractModels.gaussian(3, 3, 1, Activation.SILU, 16, 16));
    SplittableRandom random = new SplittableRandom(3);
    EngineSpec spec = Contract.spec(first, Contract.config(3, 3, 1).withParticles(4), 2);
    try (Twins twins = new Twins(this, spec)) {
      for (WorldModel model : List.of(
          first,
          WorldModel.of(ContractModels.gaussian(4, 3, 1, Activation.RELU, 40)),
          WorldModel.of(ContractModels.noisyPendulum(1)),
          first)) {
        twins.run(e -> e.update(model));
        twins.fill(ArrayName.STATE, 1, random, 0, 1);
        twins.fillActions(ArrayName.PLANS, 1, random);
        twins.run(Engine::disagree);
        twins.agree(ArrayName.DISAGREEMENT, 1);
      }
    }
  }

  @Test
  default void whereTheMeanIsNoNumberDisagreementIsNone() {
    EngineSpec spec = Contract.spec(
        WorldModel.of(ContractModels.gaussian(3, 2, 1, Activation.RELU, 9)),
        Contract.config(3, 3, 1),
        3);
    try (Engine engine = open(spec)) {
      engine.write(ArrayName.STATE, 1, new float[] {0, 0, 0, Float.MAX_VALUE, 0, 0});
      engine.write(ArrayName.PLANS, 1, new float[spec.length(ArrayName.PLANS, 1)]);
      engine.disagree();
      float[] apart = Contract.read(engine, spec, ArrayName.DISAGREEMENT, 1);
      for (int i = 6; i < 12; i++) {
        assertThat(Float.isFinite(apart[i])).as("of step %d", (i - 6) / 2).isFalse();
      }
      float[] others = Arrays.copyOf(apart, 6);
      assertThat(Arrays.copyOfRange(apart, 12, 18)).isEqualTo(others);
      assertThat(others).doesNotContain(Float.NaN);
    }
  }
}
