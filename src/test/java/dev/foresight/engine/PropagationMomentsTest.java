package dev.foresight.engine;

import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import dev.foresight.engine.cpu.CpuEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where two linear Gaussian members {@code x' = a x + b u + s z} lead, whose moments after some steps
 * are known.
 */
class PropagationMomentsTest {
  private static final double[] A = {0.9, 0.5};
  private static final double[] B = {1, -0.4};
  private static final double[] S = {0.2, 0.5};
  private static final double START = 0.8;
  private static final double ACTION = 0.7;
  private static final int PARTICLES = 10_000;
  private static final int SEEDS = 5;

  @ParameterizedTest
  @EnumSource
  void stateAfterThreeStepsHasItsKnownMeanAndVariance(Propagation propagation) {
    double[] ends = ends(propagation, 3);
    double[] known = propagation == Propagation.TS_INFINITY ? kept(3) : mixed(3);
    double variance = propagation == Propagation.E ? 0 : known[1];
    double mean = Arrays.stream(ends).average().orElseThrow();
    assertThat(mean).isCloseTo(known[0], within(1e-6 + 5 * Math.sqrt(variance / ends.length)));
    assertThat(moment(ends, mean, 2)).isCloseTo(variance, within(1e-6 + 0.04 * variance));
  }

  @Test
  void momentMatchingLeavesANormalDistributionAndDrawnMembersDoNot() {
    assertThat(kurtosis(ends(Propagation.MM, 3))).isCloseTo(3, within(0.12));
    assertThat(kurtosis(ends(Propagation.DS, 1))).isCloseTo(3, within(0.12));
    assertThat(kurtosis(ends(Propagation.TS1, 1))).isLessThan(2.5);
  }

  /** Mean and variance where each particle keeps its member: two normal distributions. */
  private static double[] kept(int steps) {
    double[] mean = {START, START};
    double[] variance = new double[2];
    for (int e = 0; e < 2; e++) {
      for (int t = 0; t < steps; t++) {
        mean[e] = A[e] * mean[e] + B[e] * ACTION;
        variance[e] = A[e] * A[e] * variance[e] + S[e] * S[e];
      }
    }
    double half = (mean[0] - mean[1]) / 2;
    double middle = (mean[0] + mean[1]) / 2;
    return new double[] {middle, (variance[0] + variance[1]) / 2 + half * half};
  }

  /** Mean and variance where each step takes both members: by the expectation of x and its square. */
  private static double[] mixed(int steps) {
    double mean = START;
    double square = START * START;
    for (int t = 0; t < steps; t++) {
      double nextMean = 0;
      double nextSquare = 0;
      for (int e = 0; e < 2; e++) {
        double push = B[e] * ACTION;
        nextMean += (A[e] * mean + push) / 2;
        nextSquare +=
            (A[e] * A[e] * square + 2 * A[e] * push * mean + push * push + S[e] * S[e]) / 2;
      }
      mean = nextMean;
      square = nextSquare;
    }
    return new double[] {mean, square - mean * mean};
  }

  /** The last states of all particles, of several seeds. */
  private static double[] ends(Propagation propagation, int steps) {
    return IntStream.range(0, SEEDS)
        .mapToObj(seed -> ends(propagation, steps, seed))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] ends(Propagation propagation, int steps, int seed) {
    PlannerConfig config = PlannerConfig.cem()
        .withHorizon(steps)
        .withPlans(1, 1)
        .withParticles(PARTICLES)
        .withPropagation(propagation)
        .withSeed(seed);
    WorldModel model = WorldModel.of(ensemble()).withValue(state(0));
    EngineSpec spec = new EngineSpec(model, ActionSpace.symmetric(1, 1), config, 1, 0, 1);
    float[] plan = new float[steps];
    Arrays.fill(plan, (float) ACTION);
    try (Engine engine = new CpuEngine(spec)) {
      engine.write(ArrayName.STATE, 1, new float[] {(float) START});
      engine.write(ArrayName.PLANS, 1, plan);
      engine.rollout(0, Contract.round(1));
      float[] returns = Contract.read(engine, spec, ArrayName.RETURNS, 1);
      return IntStream.range(0, returns.length).mapToDouble(p -> returns[p]).toArray();
    }
  }

  private static Ensemble ensemble() {
    List<Network> members = IntStream.range(0, 2)
        .mapToObj(e -> new Network(List.of(new Network.Layer(
            2,
            2,
            new float[] {(float) A[e], (float) B[e], 0, 0},
            new float[] {0, (float) (2 * Math.log(S[e]))},
            Activation.IDENTITY))))
        .toList();
    return new Ensemble(
        members,
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[1],
        new float[] {-20},
        new float[] {20});
  }

  private static double kurtosis(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return moment(values, mean, 4) / Math.pow(moment(values, mean, 2), 2);
  }

  private static double moment(double[] values, double mean, int power) {
    return Arrays.stream(values).map(x -> Math.pow(x - mean, power)).average().orElseThrow();
  }
}
