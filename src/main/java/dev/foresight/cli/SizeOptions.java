package dev.foresight.cli;

import dev.foresight.PlannerConfig;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.TrainerConfig;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that change what is learned and planned with. */
final class SizeOptions {
  @Option(names = "--members", paramLabel = "N", description = "Networks of the ensemble.")
  private Integer members;

  @Option(
      names = "--elite-members",
      paramLabel = "N",
      description = "Of the networks, those that plan: the best on the data held out.")
  private Integer eliteMembers;

  @Option(names = "--epochs", paramLabel = "N", description = "Most passes over the data.")
  private Integer epochs;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "N",
      description = "Widths of the hidden layers.")
  private List<Integer> hidden;

  @Option(
      names = "--planner",
      paramLabel = "NAME",
      description = "The planner: ${COMPLETION-CANDIDATES}; horizon and particles stay.")
  private Preset planner;

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
      names = "--action-noise",
      paramLabel = "S",
      description =
          "Standard deviation of noise on planned actions, as a share of half their range.")
  private Float actionNoise;

  /** The configuration with what was asked for. */
  PetsConfig of(PetsConfig base) {
    TrainerConfig trainer = new Changed<>(base.trainer())
        .by(TrainerConfig::withMembers, members)
        .by(TrainerConfig::withElites, eliteMembers)
        .by(TrainerConfig::withEpochs, epochs)
        .by(TrainerConfig::withHidden, hidden)
        .value();
    PlannerConfig plan = new Changed<>(base.planner())
        .by(SizeOptions::planner, planner)
        .by(PlannerConfig::withHorizon, horizon)
        .by(PlannerConfig::withPlans, plans)
        .by(PlannerConfig::withElites, elites)
        .by(PlannerConfig::withIterations, iterations)
        .by(PlannerConfig::withParticles, particles)
        .value();
    return new Changed<>(base.withTrainer(trainer).withPlanner(plan))
        .by(PetsConfig::withActionNoise, actionNoise)
        .value();
  }

  private static PlannerConfig planner(PlannerConfig base, Preset preset) {
    return preset.config().withHorizon(base.horizon()).withParticles(base.particles());
  }
}
