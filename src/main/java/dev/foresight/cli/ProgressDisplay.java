package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.Trial;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on a terminal: epochs while it learns, steps while it acts. */
final class ProgressDisplay implements PetsListener, AutoCloseable {
  private final Environment env;
  private final Pace pace;
  private final PrintStream out;
  private final int width;
  private ProgressBar bar;
  private TerminalLine line;
  private String loss = "";

  ProgressDisplay(Environment env, Pace pace, PrintStream out, int width) {
    this.env = env;
    this.pace = pace;
    this.out = out;
    this.width = width;
  }

  @Override
  public void trialStarted(int trial, int trials) {
    if (pace.epochs(trial) > 0) {
      open(trial, pace.epochs(trial));
      bar.setExtraMessage("learning");
    }
  }

  @Override
  public void epoch(int trial, Epoch epoch) {
    loss = Text.of("loss %.2f", epoch.loss());
    bar.setExtraMessage(Text.of("learning for %d s more, %s", pace.trainingLeft(), loss));
    bar.maxHint(epoch.epochs());
    bar.stepTo(epoch.epoch());
  }

  @Override
  public void trained(int trial, Training training, Ensemble ensemble) {
    close();
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    if (step == 1) {
      open(trial, env.maxSteps());
    }
    String speed =
        plan == null ? "random actions" : Text.of("%.1f plans/s, %s", pace.plansPerSecond(), loss);
    bar.setExtraMessage(Text.of("return %.1f, %s", sum, speed));
    bar.stepTo(step);
  }

  @Override
  public void trialEnded(Trial trial) {
    close();
  }

  private void open(int trial, int most) {
    close();
    line = new TerminalLine(out, width);
    bar = ProgressBar.builder()
        .setTaskName("trial " + trial + "/" + pace.trials())
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setEtaFunction(state -> pace.left())
        .setConsumer(line)
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      line.finish();
      bar = null;
    }
  }
}
