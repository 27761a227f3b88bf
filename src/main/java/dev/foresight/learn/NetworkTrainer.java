package dev.foresight.learn;

import dev.foresight.Backend;
import dev.foresight.Device;
import dev.foresight.Network;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains plain networks on the CPU or a GPU to give what belongs to an input, by mean squared error: one or
 * several, each on a bootstrap of the data, with the optimiser, the hold-out and the early stopping
 * of {@link EnsembleTrainer}. Inputs and targets are normalised while it learns; the networks that
 * come out have that within their first and last layer, and take and give raw numbers.
 *
 * <p>The same configuration and data give bit-equal weights on one device, whatever the number of threads.
 * From one thread at a time.
 *
 * <pre>{@code
 * NetworkTrainer trainer = new NetworkTrainer(2, 1, TrainerConfig.pets().withMembers(1));
 * trainer.fit(inputs, targets, epoch -> {});
 * Network network = trainer.networks().get(0);
 * }</pre>
 *
 * <p>What {@link Epoch} and {@link Training} call a loss is here the mean squared error as a share of
 * the targets' variance: 1 is as good as their mean, 0 is perfect.
 */
public final class NetworkTrainer {
  private final int inputs;
  private final int outputs;
  private final TrainerConfig config;
  private final Fitter fitter;

  /**
   * With random weights.
   *
   * @param inputs width of an input
   * @param outputs width of a target
   * @param config its elite members are the networks, of one shape
   */
  public NetworkTrainer(int inputs, int outputs, TrainerConfig config) {
    this(inputs, outputs, config, Device.of(Backend.CPU));
  }

  /** As the other, trained on a device of the caller's choice. */
  public NetworkTrainer(int inputs, int outputs, TrainerConfig config, Device device) {
    Check.atLeast("input size", inputs, 1);
    Check.atLeast("output size", outputs, 1);
    this.inputs = inputs;
    this.outputs = outputs;
    this.config = config;
    fitter = new Fitter(inputs, outputs, Loss.SQUARED_ERROR, config, device);
  }

  /**
   * Trains on from the present weights; only the normalisers start anew, and Adam. If the calling
   * thread is interrupted, training ends after the present epoch, with the best weights so far.
   *
   * @param examples finite, of this trainer's widths; not changed
   * @param progress told of every epoch, in the calling thread
   * @throws TrainingException if a loss is no longer finite; the networks are then what they were
   *     before
   */
  public Training fit(Examples examples, Consumer<Epoch> progress) {
    for (int r = 0; r < examples.inputs().length; r++) {
      check("inputs[" + r + "]", examples.inputs()[r], inputs, "the network's input");
      check("targets[" + r + "]", examples.targets()[r], outputs, "the network's output");
    }
    return fit(
        FinishedNetwork.copy(examples.inputs()),
        FinishedNetwork.copy(examples.targets()),
        examples.numbers(),
        progress,
        Thread.currentThread()::isInterrupted);
  }

  /** As the other, of inputs {@code [rows][inputs]} and targets {@code [rows][outputs]}. */
  public Training fit(float[][] x, float[][] y, Consumer<Epoch> progress) {
    return fit(Examples.of(x, y), progress);
  }

  private static void check(String name, float[] row, int width, String what) {
    Check.length(name, row.length, width, what);
    Check.finite(name, row);
  }

  /**
   * As the other, of rows that are the trainer's to change.
   *
   * @param numbers see {@link TrainingSet#of(float[][], float[][], long[], float, long)}
   * @param stop ends the fit after the present epoch
   */
  Training fit(
      float[][] x, float[][] y, long[] numbers, Consumer<Epoch> progress, BooleanSupplier stop) {
    TrainingSet set = TrainingSet.of(x, y, numbers, config.holdOut(), config.seed());
    return fitter.fit(set, progress, stop);
  }

  /** A copy of the networks as they are now, over raw inputs. */
  public List<Network> networks() {
    return fitter.learner().networks();
  }

  /** What learns. */
  Learner learner() {
    return fitter.learner();
  }

  /** What fits. */
  Fitter fitter() {
    return fitter;
  }
}
