package dev.foresight.cli;

import dev.foresight.Device;
import dev.foresight.PlannerConfig;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.PetsLoop;
import dev.foresight.learn.PetsResult;
import dev.foresight.learn.TrainerConfig;
import dev.foresight.learn.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Learns environments from nothing, deciding in several ways under uncertainty, and"
            + " compares what they earn. A run that the folder has is not run again.",
    footer = {"", "Example: foresight compare pendulum-sparse --seeds 3 --out compared"})
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "ENV",
      description = "Environments, such as pendulum-sparse and cartpole-sparse.")
  private List<String> names;

  @Option(
      names = "--ways",
      split = ",",
      paramLabel = "WAY",
      description = "Ways to decide: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Way> ways = List.of(Way.values());

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Runs of each way, with the seeds 1 to N. Default: ${DEFAULT-VALUE}.",
      defaultValue = "5")
  private int seeds;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trials of a run, the random one among them. Default: ${DEFAULT-VALUE}.",
      defaultValue = "10")
  private int trials;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for runs.jsonl and the pictures. Default: ${DEFAULT-VALUE}.",
      defaultValue = "foresight-out/compared")
  private Path out;

  @Mixin
  private SizeOptions sizes;

  @Mixin
  private BackendOption backend;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds is " + seeds + "; it must be at least 1");
    }
    List<Environment> all = names.stream().map(Environments::named).toList();
    config(Way.GREEDY, 1);
    Device device = backend.choose();
    Files.createDirectories(out);
    Comparison comparison = new Comparison(out.resolve("runs.jsonl"));
    BackendOption.say(spec.commandLine().getErr(), device);
    for (long seed = 1; seed <= seeds; seed++) {
      for (Environment env : all) {
        for (Way way : ways) {
          if (!comparison.has(env.task().name(), way, seed, trials)) {
            comparison.add(run(env, way, seed, device));
          }
        }
      }
    }
    for (Environment env : all) {
      report(env, comparison);
    }
    return 0;
  }

  private PetsConfig config(Way way, long seed) {
    PetsConfig base = PetsConfig.demo(Float.POSITIVE_INFINITY);
    PlannerConfig planner =
        PlannerConfig.icem().withHorizon(30).withPlans(200, 20).withParticles(5);
    TrainerConfig trainer = base.trainer().withHidden(List.of(64, 64));
    PetsConfig sized = sizes.of(base.withPlanner(planner).withTrainer(trainer));
    return sized.withPlanner(way.of(sized.planner())).withTrials(trials).withSeed(seed);
  }

  private Comparison.Run run(Environment env, Way way, long seed, Device device) {
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    PetsResult result = new PetsLoop(env, config(way, seed), new PetsListener() {}, device).run();
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Trial> done = result.trials();
    float[] returns = new float[done.size()];
    for (int t = 0; t < returns.length; t++) {
      returns[t] = done.get(t).ret();
    }
    err.println(Text.of(
        "%s, %s, seed %d: %s in %.0f s",
        env.task().name(), way, seed, Arrays.toString(returns), seconds));
    err.flush();
    return new Comparison.Run(env.task().name(), way, seed, returns, seconds);
  }

  private void report(Environment env, Comparison comparison) throws IOException {
    String name = env.task().name();
    PrintWriter print = spec.commandLine().getOut();
    print.println(name + ", return of the last " + Comparison.LAST + " trials, over seeds:");
    List<Comparison.Run> shown = new ArrayList<>();
    for (Way way : ways) {
      List<Comparison.Run> runs = comparison.of(name, way);
      double[] ends = runs.stream().mapToDouble(Comparison.Run::end).sorted().toArray();
      double mean = Arrays.stream(ends).average().orElseThrow();
      print.println(Text.of(
          "  %-13s mean %6.1f, least %6.1f, most %6.1f",
          way, mean, ends[0], ends[ends.length - 1]));
      shown.addAll(runs);
    }
    print.flush();
    Charts.save(Pictures.comparison(name, ways, shown), out.resolve(name + ".png"));
  }
}
