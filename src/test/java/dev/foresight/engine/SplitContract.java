package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Activation;
import dev.foresight.Dynamics;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Reduction;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** However the work is cut up, every bit of the result stays the same. */
interface SplitContract extends EngineUnderTest {
  List<ArrayName> RESULTS = List.of(
      ArrayName.PROPOSALS,
      ArrayName.PLANS,
      ArrayName.RETURNS,
      ArrayName.SCORES,
      ArrayName.WEIGHTS,
      ArrayName.MEAN,
      ArrayName.STD,
      ArrayName.ELITES);

  default List<Dynamics> splitModels() {
    return List.of(
        ContractModels.gaussian(3, 3, 2, Activation.SILU, 20, 20), ContractModels.noisyPendulum(2));
  }

  private static EngineSpec spec(Dynamics dynamics, int problems, int first, int threads) {
    SplittableRandom random = new SplittableRandom(8);
    WorldModel model = ProposeContract.model(dynamics)
        .withValue(ContractModels.scalars(random, 2, Reduction.pessimistic(1), 5, 6, 1));
    PlannerConfig config = PlannerConfig.icem()
        .withPlans(67, 9)
        .withProposals(40)
        .withMinStd(0.1f)
        .withHorizon(3)
        .withParticles(4)
        .withPropagation(Propagation.TS1);
    EngineSpec spec = Contract.spec(model, config, problems);
    return new EngineSpec(model, spec.actions(), config, problems, first, threads);
  }

  /** What two calls of all rounds leave in the arrays, for the problems of this spec. */
  private float[][] results(EngineSpec spec) {
    return results(spec, spec.firstProblem());
  }

  /** The same, of an engine that was opened for problems from 0 on and then renumbered. */
  private float[][] results(EngineSpec spec, int opened) {
    SplittableRandom random = new SplittableRandom(12);
    Contract.randoms(random, spec.firstProblem() * spec.stateSize(), 0, 1);
    float[] states = Contract.randoms(random, spec.length(ArrayName.STATE, 1), 0, 1);
    Round[] rounds = Round.schedule(spec.config());
    EngineSpec before = new EngineSpec(
        spec.model(), spec.actions(), spec.config(), spec.problems(), opened, spec.threads());
    try (Engine engine = open(before)) {
      if (opened != spec.firstProblem()) {
        engine.renumber(spec.firstProblem());
      }
      for (int b = 0; b < spec.problems(); b++) {
        engine.reset(b, 1);
      }
      engine.write(ArrayName.STATE, 1, states);
      for (int call = 0; call < 2; call++) {
        engine.shift();
        engine.propose(call);
        for (Round round : rounds) {
          engine.sample(call, round);
          engine.rollout(call, round);
          engine.score(round);
          engine.weigh(round);
          engine.fit(round);
        }
      }
      int plans = rounds[rounds.length - 1].plans();
      return RESULTS.stream()
          .map(name -> Contract.read(engine, spec, name, plans))
          .toArray(float[][]::new);
    }
  }

  @Test
  default void anyNumberOfThreadsGivesTheSameBits() {
    for (Dynamics dynamics : splitModels()) {
      float[][] one = results(spec(dynamics, 2, 0, 1));
      for (int threads : new int[] {1, 2, 3, 8}) {
        float[][] several = results(spec(dynamics, 2, 0, threads));
        for (int i = 0; i < one.length; i++) {
          assertThat(several[i]).as("%s, %d threads", RESULTS.get(i), threads).isEqualTo(one[i]);
        }
      }
    }
  }

  @Test
  default void anySplitOfTheProblemsGivesTheSameBits() {
    for (Dynamics dynamics : splitModels()) {
      float[][] whole = results(spec(dynamics, 4, 0, 2));
      for (int size : new int[] {1, 2}) {
        for (int first = 0; first < 4; first += size) {
          float[][] part = results(spec(dynamics, size, first, 2));
          for (int i = 0; i < whole.length; i++) {
            int each = whole[i].length / 4;
            assertThat(part[i])
                .as("%s of problems %d to %d", RESULTS.get(i), first, first + size - 1)
                .isEqualTo(Arrays.copyOfRange(whole[i], first * each, (first + size) * each));
          }
        }
      }
    }
  }

  @Test
  default void anEngineThatIsRenumberedHasTheNoiseOfThoseProblems() {
    for (Dynamics dynamics : splitModels()) {
      EngineSpec spec = spec(dynamics, 2, 3, 1);
      float[][] expected = results(spec);
      float[][] renumbered = results(spec, 0);
      for (int i = 0; i < expected.length; i++) {
        assertThat(renumbered[i]).as("%s", RESULTS.get(i)).isEqualTo(expected[i]);
      }
    }
  }
}
