package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Device;
import dev.foresight.Planner;
import dev.foresight.PlannerBuilder;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
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
      names = "--precision",
      paramLabel = "NAME",
      description =
          "How exactly learned models are computed: fp32, and on a CUDA GPU with tensor cores bf16x6,"
              + " bf16x3, tf32, bf16. Default: as fast as the device can within the error of fp32.")
  private String precision;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all randomness. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Mixin
  private PlanOptions plan;

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
    return uncertainty.of(plan.of(preset.config().withSeed(seed)));
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
  PlannerBuilder builder(WorldModel model, ActionSpace actions, Device device) {
    PlannerBuilder builder =
        Planner.builder(model, actions, config()).backend(device.backend()).device(device.number());
    return precision == null ? builder : builder.precision(Precision.named(precision));
  }
}
