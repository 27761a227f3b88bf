package dev.foresight.cli;

import dev.foresight.Commit;
import dev.foresight.Noise;
import dev.foresight.PlannerConfig;
import picocli.CommandLine.Option;

/** Options that change a planner. */
final class PlanOptions {
  @Option(names = "--horizon", paramLabel = "N", description = "Steps looked ahead.")
  private Integer horizon;

  @Option(names = "--plans", paramLabel = "N", description = "Plans in the first iteration.")
  private Integer plans;

  @Option(names = "--elites", paramLabel = "N", description = "Plans that take part in the fit.")
  private Integer elites;

  @Option(names = "--iterations", paramLabel = "N", description = "Rounds of a planning call.")
  private Integer iterations;

  @Option(names = "--particles", paramLabel = "N", description = "Futures of a plan.")
  private Integer particles;

  @Option(
      names = "--noise",
      paramLabel = "KIND",
      converter = NoiseOption.class,
      description = "How a plan's noise hangs together over its steps: white, coloured:BETA or"
          + " spline:KNOTS.")
  private Noise noise;

  @Option(
      names = "--std",
      paramLabel = "S",
      description = "Standard deviation of a plan's noise at first, as a share of half the action"
          + " range.")
  private Float std;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Of the weights of plans, in units of return; infinity weighs elites alike.")
  private Float temperature;

  @Option(
      names = "--kept-elites",
      paramLabel = "S",
      description = "Share of the elites that enter the next round, and the next plan.")
  private Float keptElites;

  @Option(
      names = "--commit",
      paramLabel = "mean|best",
      description = "What is carried out: the fitted mean, or the best plan of the last round.")
  private Commit commit;

  /** The planner with what was asked for. */
  PlannerConfig of(PlannerConfig base) {
    return new Changed<>(base)
        .by(PlannerConfig::withHorizon, horizon)
        .by(PlannerConfig::withPlans, plans)
        .by(PlannerConfig::withElites, elites)
        .by(PlannerConfig::withIterations, iterations)
        .by(PlannerConfig::withParticles, particles)
        .by(PlannerConfig::withNoise, noise)
        .by(PlannerConfig::withInitialStd, std)
        .by(PlannerConfig::withTemperature, temperature)
        .by(PlannerConfig::withKeptElites, keptElites)
        .by(PlannerConfig::withCommit, commit)
        .value();
  }
}
