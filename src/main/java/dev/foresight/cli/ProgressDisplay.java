package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.Trial;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on a terminal: epochs while it learns, steps while it acts. */
final class ProgressDisplay implements PetsListener, AutoCloseable {
  private final Environment env;
  private final Pace pace;
  private ProgressBar bar;
  private String loss = "";

  ProgressDisplay(Environment env, Pace pace) {
    this.env = env;
    this.pace = pace;
  }

  @Override
  public void epoch(int trial, Epoch epoch) {
    if (epoch.epoch() == 1) {
      open(trial, "learn", epoch.epochs());
    }
    loss = Text.of("model loss %.2f", epoch.holdOutLoss());
    bar.setExtraMessage(loss);
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
      open(trial, "act", env.maxSteps());
    }
    String message = "return %.1f".formatted(sum);
    bar.setExtraMessage(
        plan == null
            ? message
            : String.format(
                Locale.ROOT, "%s, %s, %.1f plans/s", message, loss, pace.plansPerSecond()));
    bar.stepTo(step);
  }

  @Override
  public void trialEnded(Trial trial) {
    close();
  }

  private void open(int trial, String what, int most) {
    close();
    bar = ProgressBar.builder()
        .setTaskName("trial " + trial + "/" + pace.trials() + " " + what)
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setEtaFunction(state -> pace.left())
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
