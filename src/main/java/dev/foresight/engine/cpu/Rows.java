package dev.foresight.engine.cpu;

import dev.foresight.engine.EngineSpec;

/**
 * One worker's place for a tile of plans under one future: a row per element, a column per plan.
 *
 * @param state {@code [S][width]}
 * @param action {@code [A][width]}
 * @param next {@code [S][width]}
 * @param width most plans in a tile, a multiple of {@code Kernels.ROWS}
 */
record Rows(float[][] state, float[][] action, float[][] next, int width) {
  static Rows of(EngineSpec spec, int width) {
    float[][] state = new float[spec.stateSize()][width];
    float[][] action = new float[spec.actionSize()][width];
    return new Rows(state, action, new float[spec.stateSize()][width], width);
  }

  /** The first {@code inputs} rows of state and action, as a network takes them. */
  void copyInputs(int inputs, float[] to, int count) {
    for (int i = 0; i < inputs; i++) {
      float[] row = i < state.length ? state[i] : action[i - state.length];
      System.arraycopy(row, 0, to, i * count, count);
    }
  }

  /** Copies the first {@code count} columns of all rows. */
  static void copy(float[][] from, float[][] to, int count) {
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(from[i], 0, to[i], 0, count);
    }
  }
}
