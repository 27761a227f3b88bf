package dev.foresight.engine.cpu;

import java.util.Arrays;

/**
 * What the best plan of the last fit earns, so that it need not be rolled out once more to be carried out: a plan earns
 * the same in every round of a call.
 */
final class Known {
  private final EngineArrays arrays;
  private final boolean[] known;
  private final float[] returns;
  private final float[] violations;
  private boolean rolledOut;
  private int call;

  Known(EngineArrays arrays) {
    this.arrays = arrays;
    known = new boolean[arrays.members.length];
    returns = new float[known.length * arrays.particles];
    violations = new float[arrays.violations.length > 0 ? returns.length : 0];
    forget();
  }

  /** What is in the arrays is no longer what was rolled out. */
  void forget() {
    rolledOut = false;
    Arrays.fill(known, false);
  }

  /** The plans of a round are rolled out. */
  void rolledOut(int call) {
    forget();
    rolledOut = true;
    this.call = call;
  }

  /** A fit of a problem is done, and this is the first of its elites; below 0 if there is none. */
  void fitted(int problem, int plan) {
    known[problem] = rolledOut && plan >= 0;
    for (int p = 0; p < arrays.particles && known[problem]; p++) {
      int from = arrays.returnRow(problem, p) + plan;
      returns[problem * arrays.particles + p] = arrays.returns[from];
      if (violations.length > 0) {
        violations[problem * arrays.particles + p] = arrays.violations[from];
      }
    }
  }

  /** Stores what plan 0 of a problem earns, if it is the best one of the last fit; whether it is. */
  boolean recall(int problem, int call) {
    if (!known[problem] || call != this.call || !firstIsBest(problem)) {
      return false;
    }
    for (int p = 0; p < arrays.particles; p++) {
      int to = arrays.returnRow(problem, p);
      arrays.returns[to] = returns[problem * arrays.particles + p];
      if (violations.length > 0) {
        arrays.violations[to] = violations[problem * arrays.particles + p];
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
