package dev.foresight.learn;

import dev.foresight.Device;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Fits a {@link Learner} to data, again and again, each time on from the present weights; only the
 * normalisers start anew, and Adam. The same configuration and data give bit-equal weights, whatever
 * the number of threads, and whether or not the fit was written to a file after an epoch and went on from there.
 */
final class Fitter {
  /**
   * A fit that is not over.
   *
   * @param epoch that is done
   * @param kept the best so far
   * @param best weights of that one
   * @param before weights before the fit
   */
  private record Running(int epoch, Epoch kept, Learner.State best, Learner.State before) {}

  /** What the learning rate is divided by after a fit that diverged. */
  private static final float EASED = 10;

  private final TrainerConfig config;
  private final Device device;
  private final int inputs;
  private final int elements;
  private final Loss loss;
  private Learner learner;
  private int setbacks;
  private int fits;
  private Running running;

  /** With random weights, for so many inputs and elements of a target; steps are taken on that device. */
  Fitter(int inputs, int elements, Loss loss, TrainerConfig config, Device device) {
    this.device = Objects.requireNonNull(device, "device");
    this.config = Objects.requireNonNull(config, "config");
    this.inputs = inputs;
    this.elements = elements;
    this.loss = loss;
    learner = learner(0);
  }

  Learner learner() {
    return learner;
  }

  private Learner learner(long number) {
    return new Learner(inputs, elements, loss, config, Seeds.stream(config.seed(), number));
  }

  /**
   * Has the fits that come next, until {@link #settle}, be more careful than the one that has just diverged:
   * at a tenth of the learning rate, and from the second time on with new weights.
   *
   * @return what is done, in words
   */
  String ease() {
    setbacks++;
    if (setbacks > 1) {
      learner = learner(-fits);
    }
    return (setbacks > 1 ? "new weights" : "the weights from before") + " and learningRate = "
        + eased().learningRate();
  }

  private TrainerConfig eased() {
    return setbacks == 0 ? config : config.withLearningRate(config.learningRate() / EASED);
  }

  /** Ends the care that {@link #ease} began. */
  void settle() {
    setbacks = 0;
  }

  /**
   * Fits, early stopping by the data held out. If it ends in an exception, the learner is as before.
   * Goes on with a fit that was read from a file before its end.
   *
   * @param set whose rows are normalised in place
   * @param progress told of every epoch, in the calling thread; {@link #writeTo} may be called from
   *     there
   * @param stop ends the fit after the present epoch
   * @throws TrainingException if a loss is no longer finite
   */
  Training fit(TrainingSet set, Consumer<Epoch> progress, BooleanSupplier stop) {
    long start = System.nanoTime();
    Learner.State before = running == null ? learner.state() : running.before();
    boolean done = false;
    try {
      Training training = fit(set, progress, stop, start, before);
      done = true;
      return training;
    } finally {
      running = null;
      if (!done) {
        learner.restore(before);
      }
    }
  }

  private Training fit(
      TrainingSet set,
      Consumer<Epoch> progress,
      BooleanSupplier stop,
      long start,
      Learner.State before) {
    Normaliser inputs = Normaliser.of(set.x(), set.learned());
    Normaliser targets = Normaliser.of(set.y(), set.learned());
    inputs.apply(set.x());
    targets.apply(set.y());
    if (running == null) {
      fits++;
      learner.rescale(inputs, targets);
      learner.forget();
    }
    try (Steps steps = Steps.open(device, learner, set, config)) {
      return fit(set, progress, stop, start, before, steps);
    }
  }

  private Training fit(
      TrainingSet set,
      Consumer<Epoch> progress,
      BooleanSupplier stop,
      long start,
      Learner.State before,
      Steps steps) {
    EpochRunner runner =
        new EpochRunner(learner, set, eased(), Seeds.stream(config.seed(), fits), steps);
    boolean judged = set.heldOut().length > 0;
    if (running == null) {
      Epoch first = runner.judge(0, Double.NaN);
      running = new Running(0, first, judged ? selected(runner) : learner.state(), before);
    } else {
      runner.skip(running.epoch());
    }
    while (running.epoch() < config.epochs()
        && !stop.getAsBoolean()
        && (!judged || running.epoch() - running.kept().epoch() < config.patience())) {
      Epoch now = runner.run(running.epoch() + 1);
      boolean better = !judged || now.holdOutLoss() < running.kept().holdOutLoss();
      running = new Running(
          now.epoch(),
          better ? now : running.kept(),
          better && judged ? selected(runner) : running.best(),
          before);
      progress.accept(now);
    }
    if (judged) {
      learner.restore(running.best());
    }
    Epoch kept = running.kept();
    return new Training(
        running.epoch(),
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

  /** Writes everything that the next epoch, or the next fit, depends on. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(fits);
    out.writeInt(setbacks);
    learner.writeTo(out);
    out.writeBoolean(running != null);
    if (running != null) {
      out.writeInt(running.epoch());
      running.kept().writeTo(out);
      running.best().writeTo(out);
      running.before().writeTo(out);
    }
  }

  /** Takes over what one of the same configuration has written. */
  void readFrom(DataInput in) throws IOException {
    fits = in.readInt();
    setbacks = in.readInt();
    learner.readFrom(in);
    running = in.readBoolean()
        ? new Running(
            in.readInt(),
            Epoch.read(in),
            learner.state().read(in),
            learner.state().read(in))
        : null;
  }
}
