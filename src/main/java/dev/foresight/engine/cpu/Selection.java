package dev.foresight.engine.cpu;

import java.util.Arrays;

/**
 * Finds the best finite scores of a row: greater first, of equal ones the lower index first. A score
 * and its index make one integer whose order is that order. One worker's memory.
 */
final class Selection {
  private final long[] keys;

  Selection(int most) {
    keys = new long[most];
  }

  /**
   * Moves the best {@code wanted} to the front.
   *
   * @return how many there are: fewer if fewer are finite
   */
  int select(float[] scores, int from, int count, int wanted) {
    int finite = 0;
    for (int n = 0; n < count; n++) {
      float score = scores[from + n];
      if (Float.isFinite(score)) {
        keys[finite++] = key(score, n);
      }
    }
    int best = Math.min(wanted, finite);
    if (best < finite) {
      partition(finite, best);
    }
    return best;
  }

  /** Puts the first {@code count} in order, best first. */
  void sort(int count) {
    Arrays.sort(keys, 0, count);
  }

  /** The index of the plan at a place. */
  int plan(int place) {
    return (int) keys[place];
  }

  /** Ascending in this key is descending in score (-0 equals 0), then ascending in index. */
  private static long key(float score, int index) {
    int bits = Float.floatToIntBits(score + 0f);
    int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
    return (long) ~ordered << 32 | index;
  }

  /** Quickselect: the {@code wanted} least keys come first. */
  private void partition(int count, int wanted) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      long pivot = keys[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] < pivot) {
          i++;
        }
        while (keys[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swap = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swap;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
