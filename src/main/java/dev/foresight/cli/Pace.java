package dev.foresight.cli;

import dev.foresight.Plan;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How fast a run goes and how long it can take at most. */
final class Pace implements PetsListener {
  private static final int ENOUGH = 10;

  private final PetsConfig config;
  private final LongSupplier clock;
  private final int plannedSteps;
  private long began;
  private int planned;
  private long episodeBegan;
  private int episodeSteps;
  private long trainingBegan;
  private int epochsSeen;
  private Epoch epoch;

  Pace(Environment env, PetsConfig config) {
    this(env, config, System::nanoTime);
  }

  /** By a clock of nanoseconds. */
  Pace(Environment env, PetsConfig config, LongSupplier clock) {
    this.config = config;
    this.clock = clock;
    plannedSteps = (config.trials() - config.randomTrials()) * env.maxSteps();
  }

  int trials() {
    return config.trials();
  }

  /** Most epochs of the training before a trial; 0 before a random one. */
  int epochs(int trial) {
    return trial > config.randomTrials() ? config.trainer().epochs() : 0;
  }

  /** The time, in nanoseconds. */
  long now() {
    return clock.getAsLong();
  }

  @Override
  public void trialStarted(int trial, int trials) {
    if (planned == 0) {
      began = now();
    }
    trainingBegan = now();
    epochsSeen = 0;
  }

  @Override
  public void epoch(int trial, Epoch epoch) {
    this.epoch = epoch;
    epochsSeen++;
  }

  /** Seconds until the present training has all of its epochs, of which one is done at least. */
  long trainingLeft() {
    double perEpoch = (now() - trainingBegan) * 1e-9 / epochsSeen;
    return Math.round(perEpoch * (epoch.epochs() - epoch.epoch()));
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    if (plan != null) {
      planned++;
      if (step == 1) {
        episodeBegan = now();
      }
      episodeSteps = step - 1;
    }
  }

  /** Of the present trial. */
  double plansPerSecond() {
    return episodeSteps * 1e9 / Math.max(1, now() - episodeBegan);
  }

  /** Until all trials are used up; empty before there is enough to judge by. */
  Optional<Duration> left() {
    if (planned < ENOUGH) {
      return Optional.empty();
    }
    double perStep = (now() - began) / (double) planned;
    return Optional.of(Duration.ofNanos((long) (perStep * (plannedSteps - planned))));
  }
}
