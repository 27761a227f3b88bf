package dev.foresight.env;

import dev.foresight.Equations;
import dev.foresight.Expr;
import java.util.List;

/** The equations of an environment, evaluated from any state. */
final class Motion {
  private Motion() {}

  /** One step. */
  static float[] next(String environment, float[] state, float... action) {
    List<Expr> equations = ((Equations) Environments.named(environment).dynamics()).next();
    float[] next = new float[state.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = equations.get(i).evaluate(state, action, state);
    }
    return next;
  }

  /** All states from the first through {@code steps} steps under one action. */
  static float[][] states(String environment, float[] first, int steps, float... action) {
    float[][] states = new float[steps + 1][];
    states[0] = first;
    for (int t = 0; t < steps; t++) {
      states[t + 1] = next(environment, states[t], action);
    }
    return states;
  }

  static float reward(String environment, float[] state, float[] action, float[] next) {
    return Environments.named(environment).task().reward().evaluate(state, action, next);
  }

  /** Angular frequency from the zero crossings of one state element, in rad per unit of time. */
  static double frequency(float[][] states, int element, double dt) {
    double first = Double.NaN;
    double last = Double.NaN;
    int halves = -1;
    for (int t = 1; t < states.length; t++) {
      float before = states[t - 1][element];
      float after = states[t][element];
      if (before < 0 != after < 0) {
        last = (t - 1 + before / (before - after)) * dt;
        first = halves < 0 ? last : first;
        halves++;
      }
    }
    return Math.PI * halves / (last - first);
  }

  /** The angle gone through between two states, with cosine and sine at {@code at, at + 1}. */
  static double turned(float[] before, float[] after, int at) {
    double cos = before[at] * (double) after[at] + before[at + 1] * (double) after[at + 1];
    double sin = before[at] * (double) after[at + 1] - before[at + 1] * (double) after[at];
    return Math.atan2(sin, cos);
  }
}
