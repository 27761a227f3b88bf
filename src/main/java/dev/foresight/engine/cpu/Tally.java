package dev.foresight.engine.cpu;

import java.util.Arrays;

/**
 * What is known so far of each plan of a tile in one future.
 *
 * @param returns what it has earned
 * @param alive 0 once its episode has ended, else 1
 * @param violations 1 once it has violated the constraint, else 0; empty without a constraint
 */
record Tally(float[] returns, float[] alive, float[] violations) {
  static Tally of(Rows rows, boolean constrained) {
    int width = rows.width();
    return new Tally(new float[width], new float[width], new float[constrained ? width : 0]);
  }

  /** Every plan lives and has earned nothing. */
  void begin(int count) {
    Arrays.fill(returns, 0, count, 0);
    Arrays.fill(alive, 0, count, 1);
    Arrays.fill(violations, 0);
  }

  /** Stores the results of the plans from {@code first} on. */
  void store(EngineArrays arrays, int problem, int particle, int first, int plans) {
    int to = arrays.returnRow(problem, particle) + first;
    System.arraycopy(returns, 0, arrays.returns, to, plans);
    if (violations.length > 0) {
      System.arraycopy(violations, 0, arrays.violations, to, plans);
    }
  }
}
