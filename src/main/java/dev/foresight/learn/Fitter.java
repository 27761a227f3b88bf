package dev.foresight.learn;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Fits a {@link Learner} to data, again and again, each time on from the present weights; only the
 * normalisers start anew, and Adam. The same configuration and data give bit-equal weights, whatever
 * the number of threads.
 */
final class Fitter {
  private final TrainerConfig config;
  private final Learner learner;
  private final SplittableRandom random;

  /** With random weights, for so many inputs and elements of a target. */
  Fitter(int inputs, int elements, Loss loss, TrainerConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    random = new SplittableRandom(config.seed());
    learner = new Learner(inputs, elements, loss, config, random.split());
  }

  Learner learner() {
    return learner;
  }

  /**
   * Fits, early stopping by the data held out. If it ends in an exception, the learner is as before.
   *
   * @param set whose rows are normalised in place
   * @param progress told of every epoch, in the calling thread
   * @param stop ends the fit after the present epoch
   * @throws TrainingException if a loss is no longer finite
   */
  Training fit(TrainingSet set, Consumer<Epoch> progress, BooleanSupplier stop) {
    long start = System.nanoTime();
    Learner.State before = learner.state();
    boolean done = false;
    try {
      Training training = fit(set, progress, stop, start);
      done = true;
      return training;
    } finally {
      if (!done) {
        learner.restore(before);
      }
    }
  }

  private Training fit(
      TrainingSet set, Consumer<Epoch> progress, BooleanSupplier stop, long start) {
    Normaliser inputs = Normaliser.of(set.x(), set.learned());
    Normaliser targets = Normaliser.of(set.y(), set.learned());
    learner.rescale(inputs, targets);
    learner.forget();
    inputs.apply(set.x());
    targets.apply(set.y());
    EpochRunner runner = new EpochRunner(learner, set, config, random.split());
    boolean judged = set.heldOut().length > 0;
    Epoch kept = runner.judge(0, Double.NaN);
    Learner.State best = judged ? selected(runner) : learner.state();
    int epoch = 0;
    while (epoch < config.epochs()
        && !stop.getAsBoolean()
        && (!judged || epoch - kept.epoch() < config.patience())) {
      Epoch now = runner.run(++epoch);
      if (!judged || now.holdOutLoss() < kept.holdOutLoss()) {
        kept = now;
        best = judged ? selected(runner) : best;
      }
      progress.accept(now);
    }
    if (judged) {
      learner.restore(best);
    }
    return new Training(
        epoch,
        kept.epoch(),
        set.learned().length,
        set.heldOut().length,
        kept.trainLoss(),
        kept.holdOutLoss(),
        kept.holdOutMse(),
        (System.nanoTime() - start) * 1e-9);
  }

  private Learner.State selected(EpochRunner runner) {
    learner.select(runner.heldOutLosses());
    return learner.state();
  }
}
