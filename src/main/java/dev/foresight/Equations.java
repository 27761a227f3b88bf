package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Dynamics written down: one formula per state element, over the state and the action, and optionally
 * the standard deviation of normal noise added to each.
 *
 * @param next S formulas over {@code state(i)} and {@code action(i)}
 * @param std S formulas for the noise's standard deviation, or empty for none
 * @param actionSize A
 */
public record Equations(List<Expr> next, List<Expr> std, int actionSize) implements Dynamics {
  /** Checks that the formulas read only the state and the action, within their sizes. */
  public Equations {
    next = List.copyOf(next);
    std = List.copyOf(std);
    Check.atLeast("equation count", next.size(), 1);
    Check.atLeast("action size", actionSize, 1);
    if (!std.isEmpty()) {
      Check.length("std", std.size(), next.size(), "the state");
    }
    Variables.check("next", next, next.size(), actionSize, false);
    Variables.check("std", std, next.size(), actionSize, false);
  }

  /** Deterministic equations. */
  public static Equations of(int actionSize, Expr... next) {
    return new Equations(Arrays.asList(next), Collections.emptyList(), actionSize);
  }

  /** These equations with normal noise of the given standard deviations added. */
  public Equations withNoise(Expr... std) {
    return new Equations(next, Arrays.asList(std), actionSize);
  }

  @Override
  public int stateSize() {
    return next.size();
  }

  @Override
  public boolean stochastic() {
    return !std.isEmpty();
  }

  /** The next state without the noise. */
  @Override
  public float[] expect(float[] state, float[] action) {
    Check.length("state", state.length, stateSize(), "the model's state");
    Check.length("action", action.length, actionSize, "the model's action");
    float[] mean = new float[stateSize()];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = next.get(i).evaluate(state, action, state);
    }
    return mean;
  }

  /** Sizes only: formulas that share parts can be too long to write out. */
  @Override
  public String toString() {
    return "Equations[stateSize=" + stateSize() + ", actionSize=" + actionSize + "]";
  }
}
