package dev.foresight.learn;

import dev.foresight.Backend;
import dev.foresight.BackendException;
import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.compute.Check;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains a probabilistic ensemble on the CPU or a GPU (PETS, Chua et al. 2018): Gaussian negative
 * log-likelihood with softly bounded log-variance and learned bounds, one bootstrap of the data per
 * member, L2 weight decay, Adam, early stopping by data held out.
 *
 * <p>The same configuration and data give bit-equal weights on one device, whatever the number of threads;
 * from device to device they differ by rounding. From one thread at a time.
 *
 * <pre>{@code
 * EnsembleTrainer trainer =
 *     new EnsembleTrainer(3, 1, Ensemble.plainFeatures(3, 1), delta, TrainerConfig.pets());
 * trainer.fit(buffer, epoch -> {});
 * Ensemble dynamics = trainer.ensemble();
 * }</pre>
 */
public final class EnsembleTrainer {
  private final int stateSize;
  private final int actionSize;
  private final List<Expr> features;
  private final boolean[] delta;
  private final TrainerConfig config;
  private final Fitter fitter;

  /**
   * With random weights.
   *
   * @param stateSize S
   * @param actionSize A
   * @param features what the networks are fed with: formulas over state and action
   * @param delta per state element: whether its change is learned instead of its value, length S
   */
  public EnsembleTrainer(
      int stateSize, int actionSize, List<Expr> features, boolean[] delta, TrainerConfig config) {
    this(stateSize, actionSize, features, delta, config, Device.of(Backend.CPU));
  }

  /** As the other, trained on a device of the caller's choice, such as {@code Device.parse("cuda")}. */
  public EnsembleTrainer(
      int stateSize,
      int actionSize,
      List<Expr> features,
      boolean[] delta,
      TrainerConfig config,
      Device device) {
    Check.atLeast("state size", stateSize, 1);
    Check.atLeast("action size", actionSize, 1);
    Check.length("delta", delta.length, stateSize, "the state");
    Check.atLeast("feature count", features.size(), 1);
    this.stateSize = stateSize;
    this.actionSize = actionSize;
    this.features = List.copyOf(features);
    this.delta = delta.clone();
    this.config = Objects.requireNonNull(config, "config");
    fitter = new Fitter(features.size(), stateSize, Loss.GAUSSIAN, config, device);
    ensemble();
  }

  /**
   * Trains on all transitions, on from the present weights; only the normalisers start anew, and
   * Adam. If the calling thread is interrupted, training ends after the present epoch, with the
   * best weights so far.
   *
   * @param progress told of every epoch, in the calling thread
   * @throws TrainingException if a loss is no longer finite, or a feature is not; the ensemble is then
   *     what it was before
   * @throws BackendException if the device cannot be opened, or fails
   */
  public Training fit(ReplayBuffer data, Consumer<Epoch> progress) {
    return fit(data, progress, Thread.currentThread()::isInterrupted);
  }

  /** As the other, ending after the present epoch when {@code stop} says so. */
  Training fit(ReplayBuffer data, Consumer<Epoch> progress, BooleanSupplier stop) {
    Check.length("data's state", data.stateSize(), stateSize, "the trainer's state");
    Check.length("data's action", data.actionSize(), actionSize, "the trainer's action");
    Check.atLeast("data size", data.size(), 1);
    TrainingSet set = TrainingSet.of(data, features, delta, config.holdOut(), config.seed());
    Training training = fitter.fit(set, progress, stop);
    fitter.settle();
    return training;
  }

  /** A copy of the ensemble as it is now (its elite members), in the units of the features and the state. */
  public Ensemble ensemble() {
    return fitter.learner().ensemble(actionSize, features, delta);
  }

  /** See {@link Fitter#ease}; until a fit succeeds. */
  String ease() {
    return fitter.ease();
  }

  /** Writes everything that the next epoch, or the next fit, depends on. */
  void writeTo(DataOutput out) throws IOException {
    fitter.writeTo(out);
  }

  /** Takes over what one of the same configuration has written. */
  void readFrom(DataInput in) throws IOException {
    fitter.readFrom(in);
  }
}
