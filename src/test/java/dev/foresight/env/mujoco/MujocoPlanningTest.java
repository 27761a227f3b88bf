package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Bounds;
import dev.foresight.Noise;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.engine.Required;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planning in MuJoCo itself, with nothing learned. Bounds were set from seeds 1 to 8; the worst is given. */
class MujocoPlanningTest {
  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  @Test
  void predictiveSamplingSwingsTheCartPoleUp() {
    // worst 161; hanging still earns 0
    PlannerConfig config = PlannerConfig.predictiveSampling().withHorizon(25);
    assertThat(earned("mujoco-cartpole", config, 1, 200, 2)).isGreaterThan(150);
  }

  static Stream<Arguments> presets() {
    PlannerConfig cem = PlannerConfig.cem().withIterations(2).withBounds(Bounds.CLIPPED);
    return Stream.of(
        Arguments.of("predictive", PlannerConfig.predictiveSampling()),
        Arguments.of("cem", cem.withPlans(32, 4)),
        Arguments.of("icem", PlannerConfig.icem().withPlans(20, 5)),
        Arguments.of("mppi", PlannerConfig.mppi().withPlans(64, 64)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("presets")
  void everyPresetOverSplinesRunsForward(String name, PlannerConfig config) {
    // worst of 40 steps, 2 s: 65, 65, 62 and 66
    PlannerConfig over = config.withHorizon(20).withNoise(Noise.spline(10));
    assertThat(earned("mujoco-halfcheetah", over, 1, 40, 2)).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mujoco-halfcheetah", "mujoco-reacher"})
  void threadsDoNotMatter(String name) {
    PlannerConfig config = PlannerConfig.icem().withHorizon(8).withPlans(13, 4);
    double one = earned(name, config, 1, 5, 1);
    for (int threads : new int[] {2, 5}) {
      assertThat(earned(name, config, 1, 5, threads)).isEqualTo(one);
    }
  }

  private static double earned(
      String name, PlannerConfig config, long seed, int steps, int threads) {
    Environment env = Environments.named(name);
    env.reset(seed);
    double sum = 0;
    try (Planner planner = Planner.builder(
            env.task().model(env.dynamics()), env.task().actions(), config.withSeed(seed))
        .threads(threads)
        .build()) {
      for (int t = 0; t < steps; t++) {
        sum += env.step(planner.plan(env.state()).action()).reward();
      }
    }
    return sum;
  }
}
