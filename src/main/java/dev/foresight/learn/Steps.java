package dev.foresight.learn;

import dev.foresight.Device;
import java.util.Optional;

/** What takes the gradient steps of a fit: the CPU, or a device. */
interface Steps extends AutoCloseable {
  /**
   * What one epoch came to.
   *
   * @param losses per member: mean loss per row and element
   * @param failures per member: the first step whose loss is not finite, or else the number of steps
   */
  record Outcome(double[] losses, int[] failures) {}

  /**
   * Takes the steps of an epoch; the learner is then what they made of it.
   *
   * @param order the rows of the set that each member learns from, in this order, {@code [E][rows]}
   * @param rate of learning
   */
  Outcome run(int[][] order, float rate);

  @Override
  default void close() {}

  /** Opens those of a device for one fit; of the CPU where the device has none. */
  static Steps open(Device device, Learner learner, TrainingSet set, TrainerConfig config) {
    Optional<Steps> there = device
        .descent(DeviceSteps.spec(learner, set, config))
        .map(descent -> new DeviceSteps(descent, learner));
    return there.orElseGet(() -> new CpuSteps(learner, set, config));
  }
}
