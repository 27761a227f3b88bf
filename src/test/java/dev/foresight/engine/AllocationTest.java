package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.WorldModel;
import dev.foresight.compute.PlainKernelsForTests;
import dev.foresight.engine.cpu.CpuEngine;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A round allocates nothing. Measured with the plain kernels: the Vector API allocates until the
 * compiler has seen its loops, which the benchmarks wait for and a test cannot.
 */
class AllocationTest {
  private static final int ROUNDS = 20;

  /** What a round allocates shows in each; what comes once, as when the JVM compiles, does not count. */
  private static final int TURNS = 3;

  @ParameterizedTest
  @EnumSource
  void aRoundThroughAnEnsembleOfUnequalLayersAllocatesNothing(Propagation propagation) {
    PlannerConfig config = PlannerConfig.cem()
        .withPlans(64, 8)
        .withProposals(40)
        .withHorizon(4)
        .withParticles(4)
        .withPropagation(propagation);
    Ensemble ensemble = new Ensemble(
        List.of(network(), network()),
        1,
        Ensemble.plainFeatures(2, 1),
        new float[3],
        new float[] {1, 1, 1},
        new boolean[] {true, true},
        new float[] {-5, -5},
        new float[] {0, 0});
    Network q = new Network(List.of(layer(3, 5), layer(5, 1)));
    WorldModel model = WorldModel.of(ensemble)
        .withReward(Expr.sin(Expr.next(0)))
        .withValue(new ScalarEnsemble(List.of(q, q), Reduction.pessimistic(1)))
        .withPolicy(new Network(List.of(layer(2, 9), layer(9, 1))));
    allocatesNothing(model, config);
  }

  @Test
  void aRoundThroughASimulatorAllocatesNothing() {
    WorldModel model = WorldModel.of(ContractModels.simulator(1))
        .withReward(Expr.sin(Expr.next(0)))
        .withTermination(Expr.next(0).greaterThan(1));
    allocatesNothing(model, PlannerConfig.icem().withPlans(70).withHorizon(4));
  }

  private static void allocatesNothing(WorldModel model, PlannerConfig config) {
    EngineSpec spec = new EngineSpec(model, ActionSpace.symmetric(1, 1), config, 1, 0, 1);
    try (Engine engine = new CpuEngine(spec, PlainKernelsForTests::create)) {
      Round round = Round.schedule(config)[0];
      round(engine, round, 0);
      long least = Long.MAX_VALUE;
      for (int turn = 0; turn < TURNS; turn++) {
        long before = allocated();
        for (int call = 1; call <= ROUNDS; call++) {
          round(engine, round, turn * ROUNDS + call);
        }
        least = Math.min(least, allocated() - before);
      }
      assertThat(least).isLessThan(ROUNDS * 64);
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void round(Engine engine, Round round, int call) {
    engine.shift();
    engine.propose(call);
    engine.sample(call, round);
    engine.rollout(call, round);
    engine.score(round);
    engine.weigh(round);
    engine.fit(round);
  }

  private static Network network() {
    return new Network(List.of(layer(3, 20), layer(20, 7), layer(7, 4)));
  }

  private static Network.Layer layer(int inputs, int outputs) {
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i % 7 - 3) * 0.1f;
    }
    return new Network.Layer(inputs, outputs, weights, new float[outputs], Activation.SILU);
  }
}
