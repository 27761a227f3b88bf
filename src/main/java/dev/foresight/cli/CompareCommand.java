package dev.foresight.cli;

import dev.foresight.Device;
import dev.foresight.PlannerConfig;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.TrainerConfig;
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
      names = "--episodes",
      paramLabel = "N",
      description = "Episodes played greedily in the end, whatever the way to learn was, by which"
          + " it is judged. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int episodes;

  @Option(
      names = "--beta",
      paramLabel = "BETA",
      description = "Deviations by which optimists and pessimists differ from the mean. Default:"
          + " ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private float beta;

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
    atLeast("--seeds", seeds, 1);
    atLeast("--trials", trials, 2);
    atLeast("--episodes", episodes, 1);
    if (!(beta > 0 && beta <= 1000)) {
      throw new IllegalArgumentException("--beta is " + beta + "; it must be in (0, 1000]");
    }
    List<Environment> all = names.stream().map(Environments::named).toList();
    List<Contest> contests = all.stream().map(this::contest).toList();
    Device device = backend.choose();
    Files.createDirectories(out);
    Comparison comparison = new Comparison(out.resolve("runs.jsonl"));
    BackendOption.say(spec.commandLine().getErr(), device);
    for (long seed = 1; seed <= seeds; seed++) {
      for (Contest contest : contests) {
        for (Way way : ways) {
          if (!comparison.has(contest.name(), way, seed, contest.settings())) {
            Comparison.Run run = contest.run(way, seed, device);
            comparison.add(run);
            say(run);
          }
        }
      }
    }
    for (Contest contest : contests) {
      report(contest.name(), comparison);
    }
    return 0;
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          option + " is " + value + "; it must be at least " + least);
    }
  }

  private Contest contest(Environment env) {
    PetsConfig base = PetsConfig.demo(Float.POSITIVE_INFINITY);
    PlannerConfig planner =
        PlannerConfig.icem().withHorizon(30).withPlans(200, 20).withParticles(5);
    TrainerConfig trainer = base.trainer().withHidden(List.of(64, 64));
    PetsConfig sized = sizes.of(base.withPlanner(planner).withTrainer(trainer));
    return new Contest(env, sized.withTrials(trials), beta, episodes);
  }

  private void say(Comparison.Run run) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(Text.of(
        "%s, %s, seed %d: %s, then greedily %s, in %.0f s",
        run.environment(),
        run.way(),
        run.seed(),
        Arrays.toString(run.returns()),
        Arrays.toString(run.learned()),
        run.seconds()));
    err.flush();
  }

  private void report(String name, Comparison comparison) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    print.println(name + ", return of greedy plans through what was learned, over seeds:");
    List<Comparison.Run> shown = new ArrayList<>();
    for (Way way : ways) {
      List<Comparison.Run> runs = comparison.of(name, way);
      double[] ends = runs.stream().mapToDouble(Comparison.Run::worth).sorted().toArray();
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
