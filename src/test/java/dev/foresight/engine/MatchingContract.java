package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code rollout} by moment matching, where all particles of a plan hang together. */
interface MatchingContract extends EngineUnderTest {
  int SIXTEEN = 16;
  int MANY = 67;

  /** No number where the state is below -0.4, else 0. */
  private static Expr brokenBelow() {
    return log(state(0).plus(0.4f)).times(0);
  }

  /** Noise of deviation 1 about the action, told by equations and by three networks. */
  private static List<WorldModel> models() {
    Expr centre = action(0).plus(brokenBelow());
    List<Network> members = IntStream.rangeClosed(-1, 1)
        .mapToObj(e -> new Network(List.of(new Network.Layer(
            1, 2, new float[] {1, 0}, new float[] {0.1f * e, 0}, Activation.IDENTITY))))
        .toList();
    Ensemble ensemble = new Ensemble(
        members,
        1,
        List.of(centre),
        new float[1],
        new float[] {1},
        new boolean[1],
        new float[] {-20},
        new float[] {20});
    Equations equations = Equations.of(1, centre).withNoise(constant(1));
    return List.of(WorldModel.of(equations), WorldModel.of(ensemble));
  }

  /** Of two steps from 0, for a plan that does nothing and for one that first goes up by 9. */
  private float[][] returns(WorldModel model) {
    PlannerConfig config =
        Contract.config(2, 2, 1).withParticles(SIXTEEN).withPropagation(Propagation.MM);
    EngineSpec spec = Contract.spec(model.withReward(constant(1)), config, 1);
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.STATE, 2, 0);
      twins.write(ArrayName.PLANS, 2, 0, 0, 9, 0);
      twins.run(e -> e.rollout(0, Contract.round(2)));
      float[] all = twins.agree(ArrayName.RETURNS, 2);
      return new float[][] {
        Arrays.copyOf(all, SIXTEEN), Arrays.copyOfRange(all, SIXTEEN, 2 * SIXTEEN)
      };
    }
  }

  /** Of 16 particles about 0 some are below -0.4 and some above 0.4; about 9 all are above. */
  @Test
  default void aPredictionThatIsNoNumberSpoilsThoseThatLiveAndNoOther() {
    for (WorldModel model : models()) {
      float[][] endless = returns(model);
      assertThat(endless[0]).containsOnly(Float.NaN);
      assertThat(endless[1]).containsOnly(2);
      float[][] aboveEnds = returns(model.withTermination(next(0).greaterThan(0.4f)));
      assertThat(aboveEnds[0]).contains(1, Float.NaN).containsOnly(1, Float.NaN);
      assertThat(aboveEnds[1]).containsOnly(1);
    }
  }

  @Test
  default void aParticleThatHasEndedSpoilsNone() {
    for (WorldModel model : models()) {
      float[][] belowEnds = returns(model.withTermination(next(0).lessThan(-0.39f)));
      assertThat(belowEnds[0]).contains(1, 2).containsOnly(1, 2);
      assertThat(belowEnds[1]).containsOnly(2);
    }
  }

  @Test
  default void neitherThreadsNorOtherProblemsAndPlansChangeAnything() {
    WorldModel model = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 16, 16))
        .withReward(ContractModels.reward())
        .withTermination(next(1).abs().greaterThan(0.8f));
    PlannerConfig config =
        Contract.config(3, MANY, 1).withParticles(5).withPropagation(Propagation.MM);
    EngineSpec spec = Contract.spec(model, config, 3);
    SplittableRandom random = new SplittableRandom(21);
    float[] states = Contract.randoms(random, spec.length(ArrayName.STATE, 1), 0, 1);
    float[] plans = Contract.randoms(random, spec.length(ArrayName.PLANS, MANY), 0, 1);
    float[] whole = returns(spec, states, plans, MANY);
    assertSame(returns(part(spec, 3, 0, 1), states, plans, MANY), whole, "one thread");
    for (int b = 0; b < 3; b++) {
      EngineSpec alone = part(spec, 1, b, 2);
      float[] own = Arrays.copyOfRange(states, 3 * b, 3 * b + 3);
      for (int count : new int[] {MANY, 30}) {
        int from = b * MANY * 6;
        float[] first = Arrays.copyOfRange(plans, from, from + count * 6);
        assertSame(
            returns(alone, own, first, count),
            Arrays.copyOfRange(whole, b * MANY * 5, (b * MANY + count) * 5),
            "problem " + b + " alone, " + count + " plans");
      }
    }
  }

  /** The same bits, but for an engine whose sums depend on a row's place; three steps add such errors. */
  private void assertSame(float[] actual, float[] expected, String as) {
    assertThat(actual).as(as).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      float bound = 3 * rounding() * Math.max(1, Math.abs(expected[i]));
      assertThat(actual[i]).as("%s, return %d", as, i).isCloseTo(expected[i], within(bound));
    }
  }

  private static EngineSpec part(EngineSpec of, int problems, int first, int threads) {
    int begin = of.firstProblem() + first;
    return new EngineSpec(of.model(), of.actions(), of.config(), problems, begin, threads);
  }

  private float[] returns(EngineSpec spec, float[] states, float[] plans, int count) {
    try (Engine engine = open(spec)) {
      engine.write(ArrayName.STATE, 1, states);
      engine.write(ArrayName.PLANS, count, plans);
      engine.rollout(4, Contract.round(count));
      return Contract.read(engine, spec, ArrayName.RETURNS, count);
    }
  }
}
