package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Backend;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With its true equations as the model a modest planner solves an environment. Bounds were set from
 * seeds 1 to 16; the worst of them is given with each.
 */
class PlanningTest {
  private static final PlannerConfig MODEST =
      PlannerConfig.cem().withHorizon(20).withPlans(100, 10).withIterations(3);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void thePendulumStandsInTheEnd(long seed) {
    // worst -0.012; hanging earns -9.9
    double[] rewards = rewards("pendulum", MODEST.withHorizon(30), seed);
    assertThat(Arrays.stream(rewards, 160, 200).average().orElseThrow()).isGreaterThan(-0.05);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theCartPoleSwingsUpInASecondAndStands(long seed) {
    // worst 183
    double[] rewards = rewards("cartpole", MODEST, seed);
    assertThat(Arrays.stream(rewards).sum()).isGreaterThan(175);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theReacherStaysAtItsTarget(long seed) {
    // worst -0.033; it starts some 0.6 m away
    double[] rewards = rewards("reacher", MODEST, seed);
    assertThat(Arrays.stream(rewards, 40, 50).average().orElseThrow()).isGreaterThan(-0.06);
  }

  private static double[] rewards(String name, PlannerConfig config, long seed) {
    Environment env = Environments.named(name);
    double[] rewards = new double[env.maxSteps()];
    try (Planner planner = Planner.builder(
            env.task().model(env.equations()), env.task().actions(), config.withSeed(seed))
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
}
