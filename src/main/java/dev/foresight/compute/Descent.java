package dev.foresight.compute;

/**
 * Trains networks on a device, an epoch at a time: Adam on the loss of PETS (Chua et al. 2018, appendix
 * A.1) or on the squared error, all members side by side. An epoch depends on nothing but its
 * arguments and the {@link DescentSpec}. From one thread at a time.
 */
public interface Descent extends AutoCloseable {
  /**
   * Runs an epoch.
   *
   * @param state before; afterwards, what it has become
   * @param order which of the spec's examples each member learns from, in this order, {@code
   *     [E][rows]}
   * @param rates {@code [steps][2]}: Adam's learning rate, with its correction for the first steps, and
   *     what it adds to the root of the second moment
   * @param losses per member, to be filled with the mean loss per row and element
   * @param failures per member, to be filled with the first step whose loss is not finite; with the
   *     number of steps if there is none
   */
  void epoch(DescentState state, int[][] order, float[][] rates, double[] losses, int[] failures);

  @Override
  void close();
}
