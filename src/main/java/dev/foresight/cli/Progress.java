package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.ScalarEnsemble;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.TrainingException;
import dev.foresight.learn.Trial;
import java.io.PrintWriter;
import java.util.List;

/** Progress as plain lines: one for each trial, and more of them unless it is to be quiet. */
final class Progress implements PetsListener {
  private static final int EVERY = 50;
  private static final long LONG_NANOS = 30_000_000_000L;

  private final PrintWriter out;
  private final boolean quiet;
  private final Pace pace;
  private long said;

  Progress(PrintWriter out, boolean quiet, Pace pace) {
    this.out = out;
    this.quiet = quiet;
    this.pace = pace;
  }

  @Override
  public void trialStarted(int trial, int trials) {
    said = pace.now();
  }

  @Override
  public void epoch(int trial, Epoch epoch) {
    if (!quiet && pace.now() - said >= LONG_NANOS && epoch.epoch() < epoch.epochs()) {
      said = pace.now();
      say(
          "trial %d of %d: epoch %d of %d, model loss %.2f, at most %d s of learning left",
          trial, pace.trials(), epoch.epoch(), epoch.epochs(), epoch.loss(), pace.trainingLeft());
    }
  }

  @Override
  public void resumed(List<Trial> trials, int trial, int steps) {
    say("going on with trial %d of %d, after step %d", trial, pace.trials(), steps);
  }

  @Override
  public void broke(int trial, int steps, SimulationException problem) {
    say(
        "trial %d of %d: cut off after step %d: %s",
        trial, pace.trials(), steps, problem.getMessage());
  }

  @Override
  public void diverged(int trial, TrainingException problem, String how) {
    say(
        "trial %d of %d: training failed: %s; once more, with %s",
        trial, pace.trials(), problem.getMessage(), how);
  }

  @Override
  public void trained(int trial, Training training, Ensemble ensemble) {
    if (!quiet) {
      say(
          "trial %d of %d: learned from %d transitions in %.1f s, %d epochs, model loss %.2f",
          trial,
          pace.trials(),
          training.rows(),
          training.seconds(),
          training.epochs(),
          training.loss());
    }
  }

  @Override
  public void valueTrained(int trial, Training training, ScalarEnsemble value) {
    if (!quiet) {
      say(
          "trial %d of %d: learned what states are worth in %.1f s, value loss %.2f",
          trial, pace.trials(), training.seconds(), training.loss());
    }
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    boolean last = outcome.terminated() || outcome.truncated();
    if (!quiet && plan != null && step % EVERY == 0 && !last) {
      say(
          "trial %d of %d: step %d, return %.1f, %.1f plans/s, at most %d s left",
          trial,
          pace.trials(),
          step,
          sum,
          pace.plansPerSecond(),
          pace.left().map(java.time.Duration::toSeconds).orElse(0L));
    }
  }

  @Override
  public void trialEnded(Trial trial) {
    String how = trial.training() == null
        ? "random actions"
        : "%.1f plans/s".formatted(trial.steps() / trial.planSeconds());
    say(
        "trial %d of %d: return %.1f in %d steps, %s%s",
        trial.trial(),
        pace.trials(),
        trial.ret(),
        trial.steps(),
        how,
        trial.solved() ? ": solved" : "");
  }

  private void say(String format, Object... values) {
    out.println(Text.of(format, values));
    out.flush();
  }
}
