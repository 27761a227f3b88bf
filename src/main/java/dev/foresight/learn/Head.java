package dev.foresight.learn;

/** How the output of a network is judged while it learns. From one thread at a time. */
interface Head {
  /** Begins a batch under these limits of the log-variance, which are none without a variance. */
  void begin(double[] min, double[] max);

  /**
   * The loss of a row, summed over the target's elements.
   *
   * @param output of the network, the row's being those at {@code at} and behind
   * @param scale of the gradients
   * @param slope to be filled with the gradient by output, in the same places, or null if there is no
   *     need for it
   */
  double loss(float[] output, int at, float[] target, double scale, float[] slope);

  /** By the lower limits, over the batch so far, as many as there are limits. */
  double[] minGradient();

  /** By the upper limits, over the batch so far, as many as there are limits. */
  double[] maxGradient();
}
