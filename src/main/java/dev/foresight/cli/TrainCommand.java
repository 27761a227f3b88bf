package dev.foresight.cli;

import dev.foresight.PlannerConfig;
import dev.foresight.env.Environments;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.TrainerConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Learns a model of an environment by controlling it, as the demo does.",
    footer = {"", "Example: foresight train pendulum --trials 6 --out pendulum"})
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ENV",
      description = "pendulum, cartpole, acrobot, reacher, pendulum-sparse or cartpole-sparse.")
  private String name;

  @Option(
      names = "--solved",
      paramLabel = "R",
      description = "Return that ends the run; not reaching it is exit code 1. Default: none.")
  private Float solved;

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

  @Mixin
  private LearnOptions options;

  @Override
  public Integer call() throws Exception {
    PetsConfig base = PetsConfig.demo(solved == null ? Float.POSITIVE_INFINITY : solved);
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
    return options.learn(Environments.named(name), base.withTrainer(trainer).withPlanner(planner));
  }
}
