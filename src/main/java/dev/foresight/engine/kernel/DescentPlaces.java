package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import dev.foresight.compute.DescentSpec;

/**
 * Where the arrays of training lie in their memory. What an epoch begins and ends with comes first, in
 * one piece: step, limits, losses, weights and moments.
 */
final class DescentPlaces {
  private static final int ALIGNED = 32;

  final int firstLimits;
  final int limits;
  final int limitMoments;
  final int losses;
  final int[] weights;
  /** Words of all weights: the first moments lie so far behind them, the second ones twice. */
  final int weightWords;
  /** Words that go up and come down. */
  final int state;

  final int byLimits;
  final int targets;
  /** By layer: what goes in; one further, what comes out of the last. */
  final int[] values;
  /** By layer: the derivative of the activation at what comes out, and the gradient by it. */
  final int[] slopes;

  final int[] byOutput;
  private long end = ALIGNED;

  DescentPlaces(DescentSpec spec) {
    int layers = spec.layers();
    firstLimits = take(spec.limits());
    limits = take(2L * spec.limits());
    limitMoments = take(2L * spec.limits());
    losses = take(3L * spec.members() * spec.elements());
    weights = new int[layers];
    for (int l = 0; l < layers; l++) {
      weights[l] = take(weights(spec, l));
    }
    weightWords = (int) (end - weights[0]);
    take(2L * weightWords);
    state = (int) end;
    byLimits = take((long) spec.members() * spec.limits());
    targets = take((long) spec.members() * spec.batch() * spec.elements());
    values = new int[layers + 1];
    slopes = new int[layers];
    byOutput = new int[layers];
    for (int l = 0; l <= layers; l++) {
      long words = (long) spec.members() * spec.batch() * spec.width(l);
      values[l] = take(words);
      if (l > 0) {
        slopes[l - 1] = take(words);
        byOutput[l - 1] = take(words);
      }
    }
    if (end > Integer.MAX_VALUE) {
      throw new BackendException("training needs " + end
          + " words of a device's memory, more than the " + Integer.MAX_VALUE
          + " that can be counted; train with smaller batches or on the cpu");
    }
  }

  /** Words of one layer of all members. */
  static long weights(DescentSpec spec, int layer) {
    return (long) spec.members() * (spec.width(layer) + 1) * spec.width(layer + 1);
  }

  private int take(long words) {
    long place = end;
    end = (end + words + ALIGNED - 1) / ALIGNED * ALIGNED;
    return (int) Math.min(place, Integer.MAX_VALUE);
  }

  /** All words. */
  long words() {
    return end;
  }
}
