package dev.foresight.cli;

import dev.foresight.Plan;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import java.time.Duration;
import java.util.Optional;

/** How fast a run goes and how long it can take at most. */
final class Pace implements PetsListener {
  private static final int ENOUGH = 10;

  private final int trials;
  private final int plannedSteps;
  private long began;
  private int planned;
  private long episodeBegan;
  private int episodeSteps;

  Pace(Environment env, PetsConfig config) {
    trials = config.trials();
    plannedSteps = (trials - config.randomTrials()) * env.maxSteps();
  }

  int trials() {
    return trials;
  }

  @Override
  public void trialStarted(int trial, int trials) {
    if (planned == 0) {
      began = System.nanoTime();
    }
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    if (plan != null) {
      planned++;
      if (step == 1) {
        episodeBegan = System.nanoTime();
      }
      episodeSteps = step - 1;
    }
  }

  /** Of the present trial. */
  double plansPerSecond() {
    return episodeSteps * 1e9 / Math.max(1, System.nanoTime() - episodeBegan);
  }

  /** Until all trials are used up; empty before there is enough to judge by. */
  Optional<Duration> left() {
    if (planned < ENOUGH) {
      return Optional.empty();
    }
    double perStep = (System.nanoTime() - began) / (double) planned;
    return Optional.of(Duration.ofNanos((long) (perStep * (plannedSteps - planned))));
  }
}
