package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Activation;
import dev.foresight.Backend;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However an uncertain state is taken through the model, plans swing the pendulum up. */
class UncertainSwingUpTest {
  private static final PlannerConfig CONFIG =
      PlannerConfig.cem().withHorizon(25).withPlans(80, 8).withIterations(3).withParticles(4);

  @ParameterizedTest
  @EnumSource
  void thePendulumStandsInTheEnd(Propagation propagation) {
    // worst of seeds 1 to 16: -0.08, of the seed that takes longest; hanging earns -9.9
    double[] rewards = rewards(propagation, 4);
    assertThat(Arrays.stream(rewards, 90, 110).average().orElseThrow()).isGreaterThan(-0.3);
  }

  private static double[] rewards(Propagation propagation, long seed) {
    Environment env = Environments.named("pendulum");
    double[] rewards = new double[110];
    PlannerConfig config = CONFIG.withPropagation(propagation).withSeed(seed);
    try (Planner planner = Planner.builder(
            env.task().model(doubted(((Equations) env.dynamics()).next())),
            env.task().actions(),
            config)
        .backend(Backend.CPU)
        .build()) {
      float[] state = env.reset(seed);
      for (int t = 0; t < rewards.length; t++) {
        Step step = env.step(planner.plan(state).action());
        state = step.observation();
        rewards[t] = step.reward();
      }
    }
    return rewards;
  }

  /** The truth as features; members take the velocity for 1 % more or less, with noise of 0.02. */
  private static Ensemble doubted(List<Expr> truth) {
    float noise = (float) (2 * Math.log(0.02));
    List<Network> members = IntStream.rangeClosed(-1, 1)
        .mapToObj(e -> {
          float[] weights = new float[6 * 3];
          for (int i = 0; i < 3; i++) {
            weights[i * 3 + i] = i == 2 ? 1 + 0.01f * e : 1;
          }
          float[] bias = {0, 0, 0, noise, noise, noise};
          return new Network(List.of(new Network.Layer(3, 6, weights, bias, Activation.IDENTITY)));
        })
        .toList();
    return new Ensemble(
        members,
        1,
        truth,
        new float[3],
        new float[] {1, 1, 1},
        new boolean[3],
        new float[] {-20, -20, -20},
        new float[] {20, 20, 20});
  }
}
