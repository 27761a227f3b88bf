package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Device;
import dev.foresight.Exploration;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
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
      names = "--propagation",
      paramLabel = "NAME",
      description = "How futures travel through an ensemble: ${COMPLETION-CANDIDATES}.")
  private Propagation propagation;

  @Option(
      names = "--explore",
      paramLabel = "HOW",
      converter = ExplorationOption.class,
      description =
          "What plans make of what the model does not know: greedy (plans do well on all of"
              + " its members), posterior (one member for an episode) or hallucinated[:BETA] (plans"
              + " choose within BETA deviations of the members; propagation E or DS). Default:"
              + " greedy.")
  private Exploration exploration;

  Preset preset() {
    return preset;
  }

  long seed() {
    return seed;
  }

  /** The preset with what was changed. */
  PlannerConfig config() {
    PlannerConfig config = preset.config().withSeed(seed);
    if (horizon != null) {
      config = config.withHorizon(horizon);
    }
    if (plans != null && elites != null) {
      config = config.withPlans(plans, elites);
    } else if (plans != null) {
      config = config.withPlans(plans);
    } else if (elites != null) {
      config = config.withElites(elites);
    }
    if (iterations != null) {
      config = config.withIterations(iterations);
    }
    if (particles != null) {
      config = config.withParticles(particles);
    }
    if (propagation != null) {
      config = config.withPropagation(propagation);
    }
    return exploration == null ? config : config.withExploration(exploration);
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
