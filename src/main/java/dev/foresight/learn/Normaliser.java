package dev.foresight.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Mean and standard deviation of each column.
 *
 * @param constant where the values were all alike, but for rounding; the deviation is 1 there
 */
record Normaliser(double[] mean, double[] std, boolean[] constant) {
  /** A column whose deviation is within this share of its mean counts as constant. */
  private static final double ROUNDING = 1e-6;

  private static final double LEAST = 1e-12;

  /** One that changes nothing. */
  static Normaliser identity(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new Normaliser(new double[columns], ones, new boolean[columns]);
  }

  /** That of some of the rows. */
  static Normaliser of(float[][] rows, int[] chosen) {
    int columns = rows[0].length;
    double[] mean = new double[columns];
    double[] std = new double[columns];
    boolean[] constant = new boolean[columns];
    for (int r : chosen) {
      for (int i = 0; i < columns; i++) {
        mean[i] += (double) rows[r][i] / chosen.length;
      }
    }
    for (int r : chosen) {
      for (int i = 0; i < columns; i++) {
        std[i] += (rows[r][i] - mean[i]) * (rows[r][i] - mean[i]) / chosen.length;
      }
    }
    for (int i = 0; i < columns; i++) {
      std[i] = Math.sqrt(std[i]);
      constant[i] = std[i] <= Math.max(LEAST, ROUNDING * Math.abs(mean[i]));
      std[i] = constant[i] ? 1 : std[i];
    }
    return new Normaliser(mean, std, constant);
  }

  /** {@code (row - mean) / std}, in place. */
  void apply(float[][] rows) {
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) ((row[i] - mean[i]) / std[i]);
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    Binary.write(out, mean);
    Binary.write(out, std);
    Binary.write(out, constant);
  }

  /** One of so many columns that was written. */
  static Normaliser read(DataInput in, int columns) throws IOException {
    Normaliser read = identity(columns);
    Binary.read(in, read.mean);
    Binary.read(in, read.std);
    Binary.read(in, read.constant);
    return read;
  }
}
