package dev.foresight.cli;

import dev.foresight.env.Environments;
import dev.foresight.learn.PetsConfig;
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
      "  foresight train pendulum --horizon 5 --terminal v --out pendulum"
    })
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
    PetsConfig demo = PetsConfig.demo(solved == null ? Float.POSITIVE_INFINITY : solved);
    PetsConfig sized = sizes.of(demo);
    PetsConfig config = new Changed<>(sized.withPlanner(uncertainty.of(sized.planner())))
        .by((base, value) -> value.of(base), terminal)
        .value();
    return options.learn(Environments.named(name), config);
  }
}
