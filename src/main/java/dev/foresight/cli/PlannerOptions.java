package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Device;
import dev.foresight.Noise;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that plans. */
final class PlannerOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The planner: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
      defaultValue = "cem")
  private Preset preset;

  @Mixin
  private BackendOption backend;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all randomness. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

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

  @Mixin
  private UncertaintyOptions uncertainty;

  Preset preset() {
    return preset;
  }

  long seed() {
    return seed;
  }

  /** The preset with what was changed. */
  PlannerConfig config() {
    PlannerConfig sized = new Changed<>(preset.config().withSeed(seed))
        .by(PlannerConfig::withHorizon, horizon)
        .by(PlannerConfig::withPlans, plans)
        .by(PlannerConfig::withElites, elites)
        .by(PlannerConfig::withIterations, iterations)
        .by(PlannerConfig::withParticles, particles)
        .by(PlannerConfig::withNoise, noise)
        .by(PlannerConfig::withInitialStd, std)
        .by(PlannerConfig::withTemperature, temperature)
        .value();
    return uncertainty.of(sized);
  }

  /** The device that was asked for, or the fastest. */
  Device device() {
    return backend.choose();
  }

  /** A planner for one problem. */
  Planner open(WorldModel model, ActionSpace actions, Device device) {
    return builder(model, actions, device).build();
  }

  /** What makes such a planner, for those who want more of it. */
  Planner.Builder builder(WorldModel model, ActionSpace actions, Device device) {
    return Planner.builder(model, actions, config())
        .backend(device.backend())
        .device(device.number());
  }
}
