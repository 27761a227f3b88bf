package dev.foresight.benchmarks;

import dev.foresight.ActionSpace;
import dev.foresight.Backend;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;

/** The sizes that {@link ScalingBenchmark} changes one by one. */
record Sizes(int plans, int horizon, int particles, int members, int problems, int threads) {
  static final int STATES = 4;
  static final Sizes BASE = new Sizes(128, 16, 4, 4, 1, Runtime.getRuntime().availableProcessors());
  private static final int ACTIONS = 1;

  /** This but for one size, such as {@code N=64}. */
  Sizes with(String change) {
    String[] parts = change.split("=");
    if (parts.length != 2) {
      throw new IllegalArgumentException("size is \"" + change + "\"; write one such as N=64");
    }
    int value = Integer.parseInt(parts[1]);
    return switch (parts[0]) {
      case "N" -> new Sizes(value, horizon, particles, members, problems, threads);
      case "H" -> new Sizes(plans, value, particles, members, problems, threads);
      case "P" -> new Sizes(plans, horizon, value, members, problems, threads);
      case "E" -> new Sizes(plans, horizon, particles, value, problems, threads);
      case "B" -> new Sizes(plans, horizon, particles, members, value, threads);
      case "threads" -> new Sizes(plans, horizon, particles, members, problems, value);
      default ->
        throw new IllegalArgumentException(
            "size is \"" + change + "\"; there are N, H, P, E, B and threads");
    };
  }

  /** A planner of one round of CEM, through networks of 3 x 64. */
  Planner open(Backend backend) {
    PlannerConfig config = PlannerConfig.cem()
        .withPlans(plans)
        .withHorizon(horizon)
        .withParticles(particles)
        .withIterations(1);
    return Planner.builder(
            RandomModels.ensemble(STATES, ACTIONS, STATES + ACTIONS, 3, 64, members),
            ActionSpace.symmetric(ACTIONS, 1),
            config)
        .backend(backend)
        .problems(problems)
        .threads(threads)
        .build();
  }
}
