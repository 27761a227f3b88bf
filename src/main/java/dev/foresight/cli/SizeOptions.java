package dev.foresight.cli;

import dev.foresight.PlannerConfig;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.TrainerConfig;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that change the sizes of what is learned and planned with. */
final class SizeOptions {
  @Option(names = "--epochs", paramLabel = "N", description = "Most passes over the data.")
  private Integer epochs;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "N",
      description = "Widths of the hidden layers.")
  private List<Integer> hidden;

  @Option(names = "--horizon", paramLabel = "N", description = "Steps looked ahead.")
  private Integer horizon;

  @Option(names = "--plans", paramLabel = "N", description = "Plans in the first iteration.")
  private Integer plans;

  @Option(names = "--particles", paramLabel = "N", description = "Futures of a plan.")
  private Integer particles;

  /** The configuration with what was asked for. */
  PetsConfig of(PetsConfig base) {
    TrainerConfig trainer = base.trainer();
    if (epochs != null) {
      trainer = trainer.withEpochs(epochs);
    }
    if (hidden != null) {
      trainer = trainer.withHidden(hidden);
    }
    PlannerConfig planner = base.planner();
    if (horizon != null) {
      planner = planner.withHorizon(horizon);
    }
    if (plans != null) {
      planner = planner.withPlans(plans);
    }
    if (particles != null) {
      planner = planner.withParticles(particles);
    }
    return base.withTrainer(trainer).withPlanner(planner);
  }
}
