package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Device;
import dev.foresight.Planner;
import dev.foresight.PlannerBuilder;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.Simulator;
import dev.foresight.WorldModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that plans. */
final class PlannerOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "The planner: ${COMPLETION-CANDIDATES}. Default: cem, or predictive where a simulator"
              + " is the model, in which plans are dear.")
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

  long seed() {
    return seed;
  }

  /** The preset with what was changed. */
  private PlannerConfig config(WorldModel model) {
    Preset usual = model.dynamics() instanceof Simulator ? Preset.PREDICTIVE : Preset.CEM;
    Preset chosen = preset == null ? usual : preset;
    return uncertainty.of(plan.of(chosen.config().withSeed(seed)));
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
    PlannerBuilder builder = Planner.builder(model, actions, config(model))
        .backend(device.backend())
        .device(device.number());
    return precision == null ? builder : builder.precision(Precision.named(precision));
  }
}
