package dev.foresight.engine.cpu;

import java.util.Arrays;

/**
 * Mean and variance of a mixture of normal distributions, for each plan of a tile and each state
 * element. The variance is the sum of the aleatoric, which is the mean of the distributions' variances,
 * and the epistemic, which is the variance of their means. Distributions are added one after the other
 * and the moments of those so far are kept (Welford 1962): nothing large is taken from something large.
 */
final class Moments {
  private final float[][] predicted;
  private final float[][] mean;
  private final float[][] aleatoric;
  private final float[][] epistemic;
  private final float[] added;
  private final float[] share;

  /**
   * Of nothing yet.
   *
   * @param spread whether the variance is wanted, or the mean alone
   */
  Moments(Rows rows, boolean spread) {
    int states = rows.state().length;
    int width = rows.width();
    predicted = new float[states][width];
    mean = new float[states][width];
    aleatoric = new float[spread ? states : 0][width];
    epistemic = new float[spread ? states : 0][width];
    added = new float[width];
    share = new float[width];
  }

  /** Forgets everything. */
  void clear(int count) {
    Arrays.fill(added, 0, count, 0);
    clear(mean, count);
    clear(aleatoric, count);
    clear(epistemic, count);
  }

  private static void clear(float[][] rows, int count) {
    for (float[] row : rows) {
      Arrays.fill(row, 0, count, 0);
    }
  }

  /** Adds what all members predict for the tile, for the plans where {@code counts} is not 0. */
  void add(Members members, float[] counts, int count) {
    add(members, 0, members.count(), counts, count);
  }

  /**
   * Adds what some members, one after the other, predict for the tile.
   *
   * @param counts not 0 for the plans to which it is added
   */
  void add(Members members, int first, int some, float[] counts, int count) {
    members.read(count);
    for (int e = first; e < first + some; e++) {
      members.predict(e, predicted, count);
      for (int r = 0; r < count; r++) {
        added[r] += counts[r] != 0 ? 1 : 0;
        share[r] = counts[r] != 0 ? 1 / added[r] : 0;
      }
      for (int i = 0; i < epistemic.length; i++) {
        addSpread(predicted[i], mean[i], epistemic[i], count);
        if (members.deviating()) {
          addVariance(members.std(i), aleatoric[i], count);
        }
      }
      for (int i = 0; i < mean.length; i++) {
        addMean(predicted[i], mean[i], count);
      }
    }
  }

  /** Before the mean takes in what is added. */
  private void addSpread(float[] x, float[] mean, float[] variance, int count) {
    for (int r = 0; r < count; r++) {
      float distance = share[r] != 0 ? x[r] - mean[r] : 0;
      float squared = distance * distance * (1 - share[r]);
      variance[r] += (squared - variance[r]) * share[r];
    }
  }

  private void addVariance(float[] std, float[] variance, int count) {
    for (int r = 0; r < count; r++) {
      float added = share[r] != 0 ? std[r] * std[r] : 0;
      variance[r] += (added - variance[r]) * share[r];
    }
  }

  private void addMean(float[] x, float[] mean, int count) {
    for (int r = 0; r < count; r++) {
      float distance = share[r] != 0 ? x[r] - mean[r] : 0;
      mean[r] += distance * share[r];
    }
  }

  /** The mean, {@code [S][width]}. */
  float[][] mean() {
    return mean;
  }

  /** The variance of the means, {@code [S][width]}. */
  float[][] epistemic() {
    return epistemic;
  }

  /** The mean of the variances, {@code [S][width]}. */
  float[][] aleatoric() {
    return aleatoric;
  }

  /** Fills {@code next} with the mean, plus the deviation times a future's noise if it is wanted. */
  void draw(Future future, int t, float[][] next, int count) {
    for (int i = 0; i < mean.length; i++) {
      if (epistemic.length == 0) {
        System.arraycopy(mean[i], 0, next[i], 0, count);
      } else {
        draw(i, future.noise(t, i), next[i], count);
      }
    }
  }

  private void draw(int i, float noise, float[] next, int count) {
    for (int r = 0; r < count; r++) {
      float std = (float) Math.sqrt(aleatoric[i][r] + epistemic[i][r]);
      next[r] = mean[i][r] + std * noise;
    }
  }
}
