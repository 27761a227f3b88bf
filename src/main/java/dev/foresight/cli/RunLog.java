package dev.foresight.cli;

import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.ScalarEnsemble;
import dev.foresight.env.Environment;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.TrainingException;
import dev.foresight.learn.Trial;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run's log: a file of JSON objects, one a line, each with {@code event}, {@code seconds} since
 * the start and, where the system tells, {@code cpuSeconds} that the process has computed. A line is written whole and at once, so that the file is complete whenever it is read.
 */
final class RunLog implements PetsListener, AutoCloseable {
  /** The file's name in a run's folder. */
  static final String NAME = "log.jsonl";

  private final Path file;
  private final OutputStream out;
  private final long start = System.nanoTime();
  private double latencyMillis;

  /** Begins a log, or goes on with the one that is there, without its last line if that was cut short. */
  RunLog(Path file) throws IOException {
    this.file = file;
    dropCutShort(file);
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void dropCutShort(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
      long end = log.length();
      while (end > 0 && !endsLine(log, end)) {
        end--;
      }
      if (end < log.length()) {
        log.setLength(end);
      }
    }
  }

  private static boolean endsLine(RandomAccessFile log, long end) throws IOException {
    log.seek(end - 1);
    return log.read() == '\n';
  }

  void begin(Environment env, PetsConfig config, Device device) {
    write(event("begin")
        .with("environment", env.task().name())
        .with("seed", config.seed())
        .with("device", device.toString())
        .with("trials", config.trials())
        .with("planner", config.planner().toString())
        .with("horizon", config.planner().horizon())
        .with("trainer", config.trainer().toString())
        .with("terminal", config.terminal().map(Object::toString).orElse(null)));
  }

  void end(boolean solved, boolean stopped, Latency latency) {
    write(latency.putAllInto(event("end").with("solved", solved).with("stopped", stopped)));
  }

  /** The last line of a run that an error ended, unless it is the log that cannot be written. */
  void failed(RuntimeException error) {
    if (!(error instanceof UncheckedIOException)) {
      write(event("failed").with("error", error.toString()));
    }
  }

  @Override
  public void resumed(List<Trial> trials, int trial, int steps) {
    write(event("resumed").with("trial", trial).with("step", steps));
  }

  @Override
  public void broke(int trial, int steps, SimulationException problem) {
    write(event("broke")
        .with("trial", trial)
        .with("steps", steps)
        .with("error", problem.getMessage()));
  }

  @Override
  public void diverged(int trial, TrainingException problem, String how) {
    write(event("diverged")
        .with("trial", trial)
        .with("error", problem.getMessage())
        .with("again", how));
  }

  @Override
  public void epoch(int trial, Epoch epoch) {
    write(event("epoch")
        .with("trial", trial)
        .with("epoch", epoch.epoch())
        .with("trainLoss", epoch.trainLoss())
        .with("holdOutLoss", epoch.holdOutLoss())
        .with("holdOutMse", epoch.holdOutMse()));
  }

  @Override
  public void trained(int trial, Training training, Ensemble ensemble) {
    write(training(event("trained"), trial, training));
  }

  @Override
  public void valueTrained(int trial, Training training, ScalarEnsemble value) {
    write(training(event("valueTrained"), trial, training));
  }

  private static Json training(Json line, int trial, Training training) {
    return line.with("trial", trial)
        .with("epochs", training.epochs())
        .with("bestEpoch", training.bestEpoch())
        .with("rows", training.rows())
        .with("heldOut", training.heldOut())
        .with("trainLoss", training.trainLoss())
        .with("holdOutLoss", training.holdOutLoss())
        .with("holdOutMse", training.holdOutMse())
        .with("trainSeconds", training.seconds());
  }

  @Override
  public void planned(int trial, Plan plan, long nanos) {
    latencyMillis = nanos / 1e6;
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    Json line = event("step")
        .with("trial", trial)
        .with("step", step)
        .with("state", state)
        .with("action", action)
        .with("reward", outcome.reward())
        .with("return", sum);
    if (plan != null) {
      line.with("score", plan.score())
          .with("epistemic", plan.epistemic())
          .with("aleatoric", plan.aleatoric())
          .with("latencyMillis", latencyMillis);
    }
    write(line);
  }

  @Override
  public void trialEnded(Trial trial) {
    write(event("trial")
        .with("trial", trial.trial())
        .with("steps", trial.steps())
        .with("return", trial.ret())
        .with("planSeconds", trial.planSeconds())
        .with("solved", trial.solved()));
  }

  private Json event(String name) {
    Json line = new Json().with("event", name).with("seconds", (System.nanoTime() - start) / 1e9);
    Optional<Duration> cpu = ProcessHandle.current().info().totalCpuDuration();
    return cpu.map(used -> line.with("cpuSeconds", used.toMillis() / 1e3)).orElse(line);
  }

  private void write(Json line) {
    try {
      out.write((line.line() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the log " + file + " cannot be written: " + e.getMessage()
              + "; make room, then go on with the same folder",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
