package dev.foresight.cli;

import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsPresets;
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
    footer = {
      "",
      "Examples:",
      "  foresight train pendulum --trials 6 --out pendulum",
      "  foresight train pendulum --horizon 5 --terminal v --out pendulum",
      "  foresight train mujoco-reacher --preset pets-reacher --steps 3000 --plans 100 --particles 5"
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ENV",
      description = "${COMPLETION-CANDIDATES}.",
      completionCandidates = EnvironmentNames.class)
  private String name;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Published settings to begin with: ${COMPLETION-CANDIDATES}. Default: those of the"
              + " demo, which are much smaller.",
      completionCandidates = PetsNames.class)
  private String preset;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of the environment, in whole trials, instead of --trials.")
  private Integer steps;

  @Option(
      names = "--solved",
      paramLabel = "R",
      description = "Return that ends the run; not reaching it is exit code 1. Default: none.")
  private Float solved;

  @Option(
      names = "--terminal",
      paramLabel = "q|v",
      description = "Also learn what the last state of a plan is worth, by itself (v) or together"
          + " with an action (q), and plan with it; it is left in value.safetensors, for run"
          + " --value.")
  private LearnedValue terminal;

  @Mixin
  private SizeOptions sizes;

  @Mixin
  private UncertaintyOptions uncertainty;

  @Mixin
  private LearnOptions options;

  @Override
  public Integer call() throws Exception {
    if (steps != null && options.countsTrials()) {
      throw new IllegalArgumentException(
          "--steps is " + steps + ", and --trials is given, too; give one of them");
    }
    Environment env = Environments.named(name);
    float goal = solved == null ? Float.POSITIVE_INFINITY : solved;
    PetsConfig base = preset == null ? PetsConfig.demo(goal) : PetsPresets.named(preset);
    PetsConfig sized = new Changed<>(sizes.of(base.withSolvedReturn(goal)))
        .by((known, count) -> known.withTrials(trials(known, env, count)), steps)
        .value();
    PetsConfig config = new Changed<>(sized.withPlanner(uncertainty.of(sized.planner())))
        .by((known, value) -> value.of(known), terminal)
        .value();
    return options.learn(env, config);
  }

  /** Trials that make so many steps, if none ends early. */
  private static int trials(PetsConfig config, Environment env, int steps) {
    int least = env.maxSteps() * (config.randomTrials() + 1);
    if (steps < least) {
      throw new IllegalArgumentException("--steps is " + steps + "; it must be at least " + least
          + ": a trial of " + env.maxSteps() + " steps at random, and a planned one");
    }
    return (steps + env.maxSteps() - 1) / env.maxSteps();
  }
}
