package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cart-pole whose plans are there some steps after the state that they were asked for with. */
class LatencyCompensationTest {
  private static final int DELAY = 4;
  private static final int STEPS = 60;
  private static final Duration PERIOD = Duration.ofHours(1);

  private long now;
  private Runnable work;
  private int begun;

  @Test
  void planningFromTheExpectedStateMakesUpForTheDelay() {
    for (long seed = 1; seed <= 3; seed++) {
      double compensated = compensated(seed);
      double naive = naive(seed);
      assertThat(compensated).as("seed %d", seed).isGreaterThan(naive + 5);
    }
  }

  private static Planner planner(Environment env) {
    WorldModel model = env.task().model(env.dynamics());
    PlannerConfig config = PlannerConfig.icem().withSeed(7);
    return Planner.builder(model, env.task().actions(), config)
        .backend(Backend.CPU)
        .threads(1)
        .build();
  }

  private double compensated(long seed) {
    Environment env = Environments.named("cartpole");
    try (Planner planner = planner(env);
        RealTimeController controller = RealTimeController.builder(planner, PERIOD)
            .deadline(PERIOD.multipliedBy(DELAY))
            .clock(() -> now)
            .executor(task -> {
              work = task;
              begun = 0;
            })
            .build()) {
      float[] state = env.reset(seed);
      double sum = 0;
      for (int t = 0; t < STEPS; t++) {
        now += PERIOD.toNanos();
        if (work != null && ++begun == DELAY) {
          work.run();
          work = null;
        }
        var step = env.step(controller.act(state));
        state = step.observation();
        sum += step.reward();
      }
      assertThat(controller.late()).isZero();
      return sum;
    }
  }

  /** The same delay and as many plans, but carried out from their first action when they are there. */
  private static double naive(long seed) {
    Environment env = Environments.named("cartpole");
    try (Planner planner = planner(env)) {
      float[] state = env.reset(seed);
      double sum = 0;
      float[][] plan = new float[DELAY][1];
      for (int t = 0; t < STEPS; t += DELAY) {
        float[][] coming = planner.plan(state).actions();
        for (int i = 0; i < DELAY; i++) {
          var step = env.step(plan[i]);
          state = step.observation();
          sum += step.reward();
        }
        plan = coming;
      }
      return sum;
    }
  }
}
