package dev.foresight.learn;

import dev.foresight.Device;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.SplittableRandom;
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
   */
  private record Running(int epoch, Epoch kept, Learner.State best) {}

  private final TrainerConfig config;
  private final Learner learner;
  private final Device device;
  private int fits;
  private Running running;

  /** With random weights, for so many inputs and elements of a target; steps are taken on that device. */
  Fitter(int inputs, int elements, Loss loss, TrainerConfig config, Device device) {
    this.device = Objects.requireNonNull(device, "device");
    this.config = Objects.requireNonNull(config, "config");
    SplittableRandom random = Seeds.stream(config.seed(), 0);
    learner = new Learner(inputs, elements, loss, config, random);
  }

  Learner learner() {
    return learner;
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
    Learner.State before = running == null ? learner.state() : running.best();
    boolean done = false;
    try {
      Training training = fit(set, progress, stop, start);
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
      TrainingSet set, Consumer<Epoch> progress, BooleanSupplier stop, long start) {
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
      return fit(set, progress, stop, start, steps);
    }
  }

  private Training fit(
      TrainingSet set, Consumer<Epoch> progress, BooleanSupplier stop, long start, Steps steps) {
    EpochRunner runner =
        new EpochRunner(learner, set, config, Seeds.stream(config.seed(), fits), steps);
    boolean judged = set.heldOut().length > 0;
    if (running == null) {
      Epoch before = runner.judge(0, Double.NaN);
      running = new Running(0, before, judged ? selected(runner) : learner.state());
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
          better && judged ? selected(runner) : running.best());
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
    learner.writeTo(out);
    out.writeBoolean(running != null);
    if (running != null) {
      out.writeInt(running.epoch());
      running.kept().writeTo(out);
      running.best().writeTo(out);
    }
  }

  /** Takes over what one of the same configuration has written. */
  void readFrom(DataInput in) throws IOException {
    fits = in.readInt();
    learner.readFrom(in);
    running = in.readBoolean()
        ? new Running(in.readInt(), Epoch.read(in), learner.state().read(in))
        : null;
  }
}
