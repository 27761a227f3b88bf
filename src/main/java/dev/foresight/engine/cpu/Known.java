package dev.foresight.engine.cpu;

import java.util.Arrays;

/**
 * What the best plan of the last fit earns, so that it need not be rolled out once more to be carried out: a plan earns
 * the same in every round of a call.
 */
final class Known {
  private static final int NOTHING = -1;

  private final EngineArrays arrays;
  private final int[] best;
  private boolean rolledOut;
  private int call;

  Known(EngineArrays arrays) {
    this.arrays = arrays;
    best = new int[arrays.members.length];
    forget();
  }

  /** What is in the arrays is no longer what was rolled out. */
  void forget() {
    rolledOut = false;
    Arrays.fill(best, NOTHING);
  }

  /** The plans of a round are rolled out. */
  void rolledOut(int call) {
    forget();
    rolledOut = true;
    this.call = call;
  }

  /** A fit of a problem is done, and this is the first of its elites; below 0 if there is none. */
  void fitted(int problem, int plan) {
    best[problem] = rolledOut ? plan : NOTHING;
  }

  /** Stores what plan 0 of a problem earns, if it is the best one of the last fit; whether it is. */
  boolean recall(int problem, int call) {
    int plan = best[problem];
    if (plan < 0 || call != this.call || !firstIsBest(problem)) {
      return false;
    }
    for (int p = 0; p < arrays.particles; p++) {
      int row = arrays.returnRow(problem, p);
      arrays.returns[row] = arrays.returns[row + plan];
      if (arrays.violations.length > 0) {
        arrays.violations[row] = arrays.violations[row + plan];
      }
    }
    return true;
  }

  private boolean firstIsBest(int problem) {
    int numbers = arrays.steps * arrays.actions;
    for (int i = 0; i < numbers; i++) {
      float first = arrays.plans[(problem * numbers + i) * arrays.width];
      if (first != arrays.elites[problem * arrays.remembered * numbers + i]) {
        return false;
      }
    }
    return true;
  }
}
