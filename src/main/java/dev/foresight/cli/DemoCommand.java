package dev.foresight.cli;

import dev.foresight.env.Environments;
import dev.foresight.learn.PetsConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Learns to swing up and balance a pole on a cart, from nothing, in a few minutes.",
      "It knows what earns reward and which forces are allowed, but not how the cart moves: it"
          + " tries at random, learns a model, plans the next trial through it, and so on until the"
          + " pole stands (a return of 150 of 200)."
    })
final class DemoCommand implements Callable<Integer> {
  private static final float STANDS = 150;

  @Mixin
  private LearnOptions options;

  @Override
  public Integer call() throws Exception {
    return options.learn(Environments.named("cartpole"), PetsConfig.demo(STANDS));
  }
}
