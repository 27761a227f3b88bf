package dev.foresight.cli;

import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.Planner;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.PetsLoop;
import dev.foresight.learn.PetsResult;
import dev.foresight.learn.Trial;
import java.util.List;

/**
 * What every way to decide is put to: to learn an environment from nothing, deciding in that way,
 * and then to be of use to a planner that explores no more.
 *
 * @param base how all of them learn and plan
 * @param beta how far optimists and pessimists are from the mean, in deviations
 * @param episodes that are played in the end
 */
record Contest(Environment environment, PetsConfig base, float beta, int episodes) {
  /** The seed of the first of the last episodes; trials have seeds of their loop. */
  private static final long FIRST = 1_000_003;

  String name() {
    return environment.task().name();
  }

  /** All that a run's returns depend on but its way and its seed. */
  String settings() {
    return "beta " + beta + ", " + base;
  }

  Comparison.Run run(Way way, long seed, Device device) {
    long start = System.nanoTime();
    PetsConfig config = base.withPlanner(way.of(base.planner(), beta)).withSeed(seed);
    PetsResult result = new PetsLoop(environment, config, new PetsListener() {}, device).run();
    List<Trial> trials = result.trials();
    float[] returns = new float[trials.size()];
    for (int t = 0; t < returns.length; t++) {
      returns[t] = trials.get(t).ret();
    }
    float[] learned = use(result.ensemble(), seed, device);
    return new Comparison.Run(
        name(), way, seed, settings(), returns, learned, (System.nanoTime() - start) / 1e9);
  }

  private float[] use(Ensemble ensemble, long seed, Device device) {
    float[] returns = new float[episodes];
    try (Planner planner = Planner.builder(
            environment.task().model(ensemble),
            environment.task().actions(),
            Way.GREEDY.of(base.planner(), beta).withSeed(seed))
        .backend(device.backend())
        .device(device.number())
        .disagreement(false)
        .build()) {
      for (int e = 0; e < episodes; e++) {
        float[] state = environment.reset(FIRST + e);
        planner.reset();
        for (boolean over = false; !over; ) {
          Step step = environment.step(planner.plan(state).action());
          returns[e] += step.reward();
          state = step.observation();
          over = step.terminated() || step.truncated();
        }
      }
    }
    return returns;
  }
}
