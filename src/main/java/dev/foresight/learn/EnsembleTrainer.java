package dev.foresight.learn;

import dev.foresight.Ensemble;
import dev.foresight.Expr;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Stand-in of the trainer's interface. */
public final class EnsembleTrainer {
  private final int stateSize;
  private final int actionSize;
  private final List<Expr> features;
  private final boolean[] delta;
  private final TrainerConfig config;

  public EnsembleTrainer(
      int stateSize, int actionSize, List<Expr> features, boolean[] delta, TrainerConfig config) {
    this.stateSize = stateSize;
    this.actionSize = actionSize;
    this.features = features;
    this.delta = delta;
    this.config = config;
  }

  /** Continues from the present weights. */
  public Training fit(ReplayBuffer data, Consumer<Epoch> progress) {
    return fit(data, progress, Thread.currentThread()::isInterrupted);
  }

  Training fit(ReplayBuffer data, Consumer<Epoch> progress, BooleanSupplier stop) {
    throw new UnsupportedOperationException(
        stateSize + " " + actionSize + features + delta.length + config + data + progress + stop);
  }

  /** A snapshot. */
  public Ensemble ensemble() {
    throw new UnsupportedOperationException();
  }
}
