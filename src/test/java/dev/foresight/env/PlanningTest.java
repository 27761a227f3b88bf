package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Backend;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With its true equations as the model, each environment can be solved by a modest planner. */
class PlanningTest {
  private static final PlannerConfig MODEST =
      PlannerConfig.cem().withHorizon(20).withPlans(100, 10).withIterations(3).withParticles(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void thePendulumStands(long seed) {
    double[] rewards = rewards("pendulum", MODEST.withHorizon(30), seed);
    System.out.println("pendulum " + Arrays.stream(rewards).sum() + " "
        + Arrays.stream(rewards, 100, 200).min().getAsDouble());
    assertThat(Arrays.stream(rewards, 150, 200).min().orElseThrow()).isGreaterThan(-0.05);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theCartPoleSwingsUpAndStands(long seed) {
    double[] rewards = rewards("cartpole", MODEST, seed);
    System.out.println("cartpole " + Arrays.stream(rewards).sum());
    assertThat(Arrays.stream(rewards).sum()).isGreaterThan(170);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theReacherReaches(long seed) {
    double[] rewards = rewards("reacher", MODEST, seed);
    System.out.println("reacher " + Arrays.stream(rewards).sum() + " "
        + Arrays.stream(rewards, 40, 50).min().getAsDouble());
    assertThat(Arrays.stream(rewards, 40, 50).min().orElseThrow()).isGreaterThan(-0.05);
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
