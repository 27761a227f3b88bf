package dev.foresight.cli;

import dev.foresight.PlannerConfig;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.TrainerConfig;
import java.util.List;
import picocli.CommandLine.Mixin;
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

  @Option(names = "--patience", paramLabel = "N", description = "Epochs without a better loss.")
  private Integer patience;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Of the networks, in the first epoch.")
  private Float learningRate;

  @Option(
      names = "--last-rate",
      paramLabel = "S",
      description = "What the learning rate falls to in a fit, as a share; 1 keeps it.")
  private Float lastRate;

  @Option(
      names = "--nll-beta",
      paramLabel = "S",
      description = "How much what is not yet predicted well counts in learning: 0 (as PETS) to 1.")
  private Float nllBeta;

  @Option(
      names = "--hold-out",
      paramLabel = "S",
      description =
          "Share of what was seen that judges networks and epochs instead of teaching; 0: none.")
  private Float holdOut;

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

  @Mixin
  private PlanOptions plan;

  @Option(
      names = "--action-noise",
      paramLabel = "S",
      description =
          "Standard deviation of noise on planned actions, as a share of half their range.")
  private Float actionNoise;

  @Option(
      names = "--random-range",
      paramLabel = "S",
      description = "Share of the action range that random actions are drawn from.")
  private Float randomRange;

  /** The configuration with what was asked for. */
  PetsConfig of(PetsConfig base) {
    TrainerConfig trainer = new Changed<>(base.trainer())
        .by(TrainerConfig::withMembers, members)
        .by(TrainerConfig::withNllBeta, nllBeta)
        .by(TrainerConfig::withHoldOut, holdOut)
        .by(TrainerConfig::withElites, eliteMembers)
        .by(TrainerConfig::withEpochs, epochs)
        .by(TrainerConfig::withPatience, patience)
        .by(TrainerConfig::withLearningRate, learningRate)
        .by(TrainerConfig::withLastRate, lastRate)
        .by(TrainerConfig::withHidden, hidden)
        .value();
    PlannerConfig planning =
        plan.of(new Changed<>(base.planner()).by(SizeOptions::planner, planner).value());
    return new Changed<>(base.withTrainer(trainer).withPlanner(planning))
        .by(PetsConfig::withActionNoise, actionNoise)
        .by(PetsConfig::withRandomRange, randomRange)
        .value();
  }

  private static PlannerConfig planner(PlannerConfig base, Preset preset) {
    return preset.config().withHorizon(base.horizon()).withParticles(base.particles());
  }
}
