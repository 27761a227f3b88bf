package dev.foresight.cli;

import dev.foresight.Backend;
import dev.foresight.Device;
import dev.foresight.env.Environment;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.PetsLoop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the commands that learn, and what they do once they know what. */
final class LearnOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all randomness. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Most trials, the random ones among them. Default: 10, or the preset's.")
  private Integer trials;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the model, the log and the pictures. Default: a new one in"
          + " foresight-out.")
  private Path out;

  @Option(
      names = "--resume",
      description = "Go on with the run in --out that was ended before it was done, given the same"
          + " options (--trials and --steps may differ); begin one if there is none.")
  private boolean resume;

  @Option(names = "--quiet", description = "Progress as one line for each trial.")
  private boolean quiet;

  @Option(names = "--json", description = "End with one line of JSON.")
  private boolean json;

  @Mixin
  private BackendOption backend;

  @Option(
      names = "--train-on",
      paramLabel = "NAME[:N]",
      description = "Where to train ensembles: cpu, opencl or cuda. Default: as plans are made, if"
          + " that is on a GPU; else cpu.")
  private String trainOn;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Whether the number of trials was asked for. */
  boolean countsTrials() {
    return trials != null;
  }

  /** Learns, reports, and gives the exit code. */
  int learn(Environment env, PetsConfig base) throws IOException {
    PetsConfig config = base.withSeed(seed);
    if (trials != null) {
      config = config.withTrials(trials);
    }
    Device device = backend.choose();
    Device training = trainOn == null ? device.forTraining() : BackendOption.parse(trainOn);
    PrintWriter err = spec.commandLine().getErr();
    Path folder = out == null ? freshFolder(env.task().name()) : out;
    if (resume && out == null) {
      throw new IllegalArgumentException("--resume needs the folder of the run, --out DIR");
    }
    if (!resume && PetsLoop.begun(folder)) {
      throw new IllegalArgumentException("--out is " + folder
          + ", which has a run already; --resume goes on with it, or give another folder");
    }
    err.println("learning " + env.task().name() + " from nothing into " + folder);
    BackendOption.say(err, device);
    if (!training.equals(Device.of(Backend.CPU))) {
      err.println("training on " + training + ": " + training.describe());
    }
    boolean plain = quiet || System.console() == null;
    Pace pace = new Pace(env, config);
    Progress lines = new Progress(err, !plain || quiet, pace);
    int width = plain ? 0 : TerminalLine.terminalWidth();
    try (ProgressDisplay display = new ProgressDisplay(env, pace, System.err, width)) {
      List<PetsListener> shown = plain ? List.of(pace, lines) : List.of(pace, display, lines);
      LearnJob job = new LearnJob(env, config, device, training, folder, shown, err);
      Interrupt interrupt = new Interrupt(job::stop);
      try (job;
          interrupt) {
        LearnJob.Outcome outcome = job.run();
        display.close();
        boolean goal = Float.isFinite(config.solvedReturn());
        Report.print(spec.commandLine().getOut(), outcome, goal, folder, json);
        return outcome.solved() || !goal && !outcome.stopped() ? 0 : 1;
      }
    }
  }

  private Path freshFolder(String name) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now());
    return Path.of("foresight-out", name + "-seed" + seed + "-" + time);
  }
}
