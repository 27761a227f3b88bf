package dev.foresight.learn;

import dev.foresight.Network;
import dev.foresight.ScalarEnsemble;
import dev.foresight.compute.Check;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Learns what a state, or a state and an action, is worth under the behaviour that the transitions
 * came from: fitted evaluation (Ernst et al. 2005; Le et al. 2019, algorithm 3). Each iteration fits
 * all networks to the same targets, {@code r + discount (1 - terminated) Q(s', a')} with the action
 * that was taken next in the data and Q by the networks of the iteration before, which are the target
 * networks; their mean or least keeps it stable (Fujimoto et al. 2018; Chen et al. 2021). V is
 * learned alike, without actions.
 *
 * <p>The end of an episode that was cut off is worth what the networks say of it, not 0. From one
 * thread at a time; the number of threads changes no bit.
 *
 * <pre>{@code
 * ValueTrainer trainer = ValueTrainer.q(3, 1, ValueConfig.small());
 * trainer.fit(buffer, epoch -> {});
 * WorldModel model = task.model(dynamics).withValue(trainer.value()).withDiscount(0.99f);
 * }</pre>
 */
public final class ValueTrainer {
  /** Targets that are so much larger than the largest return that is possible have diverged. */
  private static final double DIVERGED = 10;

  private final int stateSize;
  private final int actionSize;
  private final boolean actions;
  private final ValueConfig config;
  private final NetworkTrainer trainer;
  private boolean fitted;
  private float least;
  private float most;

  private ValueTrainer(int stateSize, int actionSize, boolean actions, ValueConfig config) {
    Check.atLeast("state size", stateSize, 1);
    Check.atLeast("action size", actionSize, 1);
    this.stateSize = stateSize;
    this.actionSize = actionSize;
    this.actions = actions;
    this.config = Objects.requireNonNull(config, "config");
    int inputs = actions ? stateSize + actionSize : stateSize;
    trainer = new NetworkTrainer(inputs, 1, config.trainer());
  }

  /** Of a state and an action, Q: networks of S + A inputs. */
  public static ValueTrainer q(int stateSize, int actionSize, ValueConfig config) {
    return new ValueTrainer(stateSize, actionSize, true, config);
  }

  /** Of a state, V: networks of S inputs. */
  public static ValueTrainer v(int stateSize, int actionSize, ValueConfig config) {
    return new ValueTrainer(stateSize, actionSize, false, config);
  }

  /**
   * Goes on from the present networks, or from values of 0, with all transitions. If the calling
   * thread is interrupted, training ends after the present epoch.
   *
   * @param progress told of every epoch of every iteration, in the calling thread
   * @return what the last iteration came to
   * @throws IllegalArgumentException if no transition can be learned from: for Q, if none is followed
   *     by another one of its episode, nor terminated
   * @throws TrainingException if targets or a loss grow beyond all bounds; the networks are then what
   *     they were before
   */
  public Training fit(ReplayBuffer data, Consumer<Epoch> progress) {
    return fit(data, progress, Thread.currentThread()::isInterrupted);
  }

  /** As the other, ending after the present epoch when {@code stop} says so. */
  Training fit(ReplayBuffer data, Consumer<Epoch> progress, BooleanSupplier stop) {
    Check.length("data's state", data.stateSize(), stateSize, "the trainer's state");
    Check.length("data's action", data.actionSize(), actionSize, "the trainer's action");
    Check.atLeast("data size", data.size(), 1);
    Backups backups = Backups.of(data, actions, config.discount(), config.steps());
    Check.that(
        backups.size() > 0,
        "data has no transition with a next action; add the transitions of an episode in their order");
    Learner.State before = trainer.learner().state();
    boolean wasFitted = fitted;
    boolean done = false;
    try {
      Training training = iterate(backups, limit(data), progress, stop);
      done = true;
      trainer.fitter().settle();
      return training;
    } finally {
      if (!done) {
        trainer.learner().restore(before);
        fitted = wasFitted;
      }
    }
  }

  private Training iterate(
      Backups backups, double limit, Consumer<Epoch> progress, BooleanSupplier stop) {
    Training training = null;
    float[][] targets = null;
    for (int k = 0; training == null || k < config.iterations() && !stop.getAsBoolean(); k++) {
      targets = targets(backups, limit, k);
      training = trainer.fit(
          FinishedNetwork.copy(backups.inputs()),
          FinishedNetwork.copy(targets),
          backups.numbers(),
          progress,
          stop);
      fitted = true;
    }
    hold(targets);
    return training;
  }

  private void hold(float[][] targets) {
    least = Float.POSITIVE_INFINITY;
    most = Float.NEGATIVE_INFINITY;
    for (float[] target : targets) {
      least = Math.min(least, target[0]);
      most = Math.max(most, target[0]);
    }
  }

  private float[][] targets(Backups backups, double limit, int iteration) {
    int rows = backups.size();
    float[][] later = fitted ? trainer.learner().predict(backups.later()) : new float[1][rows];
    float[][] targets = new float[rows][1];
    double[] values = new double[later.length];
    for (int r = 0; r < rows; r++) {
      for (int e = 0; e < later.length; e++) {
        values[e] = later[e][r];
      }
      float weight = backups.weights()[r];
      float beyond = weight == 0 ? 0 : weight * config.targets().of(values);
      targets[r][0] = backups.earned()[r] + beyond;
      if (!(Math.abs(targets[r][0]) <= limit)) {
        throw new TrainingException("the target of transition " + r + " is " + targets[r][0]
            + " in iteration " + (iteration + 1) + ", beyond any return that is possible;"
            + " lower discount = " + config.discount() + " or learningRate = "
            + config.trainer().learningRate() + ", or use Reduction.min() for targets");
      }
    }
    return targets;
  }

  /**
   * The largest reward there is, for ever, or for as long as the data is where discount is 1. Where
   * nothing was ever earned, no value is too large but infinity.
   */
  private double limit(ReplayBuffer data) {
    double largest = 0;
    for (int i = 0; i < data.size(); i++) {
      largest = Math.max(largest, Math.abs(data.reward(i)));
    }
    double steps = config.discount() < 1 ? 1 / (1.0 - config.discount()) : data.size();
    return largest == 0 ? Float.MAX_VALUE : DIVERGED * largest * steps;
  }

  /**
   * A copy of the networks as they are now, for {@link dev.foresight.WorldModel#withValue}. Each is held between the least and
   * the most that the last fit has targets of, but for a hundredth of what lies beyond: far from the data networks say anything, and planners go where
   * they say the most.
   */
  public ScalarEnsemble value() {
    List<Network> networks = trainer.networks();
    if (fitted) {
      networks =
          networks.stream().map(n -> FinishedNetwork.held(n, least, most)).toList();
    }
    return new ScalarEnsemble(networks, config.reduction());
  }

  /** See {@link Fitter#ease}; until a fit succeeds. */
  String ease() {
    Learner before = trainer.learner();
    String how = trainer.fitter().ease();
    fitted = fitted && trainer.learner() == before;
    return how;
  }

  /** Writes everything that the next fit depends on, between fits. */
  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(fitted);
    out.writeFloat(least);
    out.writeFloat(most);
    trainer.fitter().writeTo(out);
  }

  /** Takes over what one of the same configuration has written. */
  void readFrom(DataInput in) throws IOException {
    fitted = in.readBoolean();
    least = in.readFloat();
    most = in.readFloat();
    trainer.fitter().readFrom(in);
  }
}
