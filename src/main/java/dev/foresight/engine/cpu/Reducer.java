package dev.foresight.engine.cpu;

import dev.foresight.Reduction;

/**
 * One worker's way to make one row of the rows of a scalar ensemble's members. Sums are of distances
 * from the first member, so that a great value with a small spread keeps the spread's digits.
 */
final class Reducer {
  private final Reduction reduction;
  private final int members;
  private final float[] first;
  private final float[] sum;
  private final float[] squares;

  Reducer(Reduction reduction, int members, int width) {
    this.reduction = reduction;
    this.members = members;
    first = new float[width];
    sum = new float[width];
    squares = new float[width];
  }

  /** Takes the row of one member; that of member 0 comes first. */
  void add(int member, float[] row, int count) {
    if (member == 0) {
      System.arraycopy(row, 0, first, 0, count);
      java.util.Arrays.fill(sum, 0, count, 0);
      java.util.Arrays.fill(squares, 0, count, 0);
    } else if (reduction instanceof Reduction.Min) {
      for (int r = 0; r < count; r++) {
        first[r] = Math.min(first[r], row[r]);
      }
    } else {
      for (int r = 0; r < count; r++) {
        float distance = row[r] - first[r];
        sum[r] += distance;
        squares[r] += distance * distance;
      }
    }
  }

  /** The reduced row, the caller's until the next member 0. */
  float[] result(int count) {
    if (reduction instanceof Reduction.Min) {
      return first;
    }
    float kappa = reduction instanceof Reduction.Pessimistic pessimistic ? pessimistic.kappa() : 0;
    for (int r = 0; r < count; r++) {
      float mean = sum[r] / members;
      float variance = Math.max(0, squares[r] / members - mean * mean);
      first[r] += kappa > 0 ? mean - kappa * (float) Math.sqrt(variance) : mean;
    }
    return first;
  }
}
