package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Arrays;

/**
 * The box of allowed actions: {@code low[i] <= action[i] <= high[i]}, in the units of the system; and
 * how fast they may change.
 *
 * <pre>{@code
 * ActionSpace torque = ActionSpace.symmetric(1, 2f); // one action in [-2, 2]
 * }</pre>
 *
 * @param low least values, length A; none beyond 1e30, so that no spread of actions overflows
 * @param high greatest values, length A; none beyond 1e30, none below {@code low}
 * @param rate greatest changes from one step to the next, length A, above 0, infinity where an action
 *     may jump; length 0 if all may
 */
public record ActionSpace(float[] low, float[] high, float[] rate) {
  private static final float LARGEST = 1e30f;

  /** Copies the bounds and checks them. */
  public ActionSpace {
    Check.atLeast("action space size", low.length, 1);
    Check.length("high", high.length, low.length, "low");
    for (int i = 0; i < low.length; i++) {
      Check.within("low[" + i + "]", low[i], -LARGEST, LARGEST);
      Check.within("high[" + i + "]", high[i], -LARGEST, LARGEST);
      Check.that(
          low[i] <= high[i],
          "low[" + i + "] is " + low[i] + ", above high[" + i + "] = " + high[i] + "; swap them");
    }
    checkRate(rate, low.length);
    low = low.clone();
    high = high.clone();
    rate = allInfinite(rate) ? new float[0] : rate.clone();
  }

  /** A box in which actions may jump. */
  public ActionSpace(float[] low, float[] high) {
    this(low, high, new float[0]);
  }

  private static void checkRate(float[] rate, int actions) {
    if (rate.length > 0) {
      Check.length("rate", rate.length, actions, "the action space");
    }
    for (int i = 0; i < rate.length; i++) {
      Check.that(
          rate[i] > 0,
          "rate[" + i + "] is " + rate[i] + "; it must be above 0 (infinity: the action may jump)");
    }
  }

  private static boolean allInfinite(float[] rate) {
    boolean all = true;
    for (float each : rate) {
      all &= each == Float.POSITIVE_INFINITY;
    }
    return all;
  }

  /** {@code size} actions, each within {@code [-limit, limit]}. */
  public static ActionSpace symmetric(int size, float limit) {
    Check.atLeast("action space size", size, 1);
    float[] high = new float[size];
    Arrays.fill(high, limit);
    float[] low = new float[size];
    Arrays.fill(low, -limit);
    return new ActionSpace(low, high);
  }

  /**
   * This with a limit to how much actions change from one step to the next: {@code |action_t -
   * action_(t-1)| <= perStep}, the first against the one that was carried out last. Every plan that a
   * planner draws keeps it, so no plan is lost to it.
   *
   * <pre>{@code
   * ActionSpace steering = ActionSpace.symmetric(1, 0.5f).withRate(0.05f);
   * }</pre>
   *
   * @param perStep in the units of the actions, length A, above 0; infinity for one that may jump
   */
  public ActionSpace withRate(float... perStep) {
    Check.length("rate", perStep.length, size(), "the action space");
    return new ActionSpace(low, high, perStep);
  }

  /** Whether any action has a rate. */
  public boolean limited() {
    return rate.length > 0;
  }

  /**
   * An action, held within the box.
   *
   * @param action length A, finite; not changed
   * @throws IllegalArgumentException if it is of another length or not finite
   */
  public float[] held(float[] action) {
    Check.length("action", action.length, size(), "the action space");
    Check.finite("action", action);
    float[] held = new float[action.length];
    for (int i = 0; i < held.length; i++) {
      held[i] = Math.max(low[i], Math.min(high[i], action[i]));
    }
    return held;
  }

  /** The number of actions, A. */
  public int size() {
    return low.length;
  }

  /** A copy of the least values. */
  @Override
  public float[] low() {
    return low.clone();
  }

  /** A copy of the greatest values. */
  @Override
  public float[] high() {
    return high.clone();
  }

  /** A copy of the greatest changes; length 0 if all actions may jump. */
  @Override
  public float[] rate() {
    return rate.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionSpace that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high)
        && Arrays.equals(rate, that.rate);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(low) + Arrays.hashCode(high)) + Arrays.hashCode(rate);
  }

  @Override
  public String toString() {
    String limits = limited() ? ", rate=" + Arrays.toString(rate) : "";
    return "ActionSpace[low=" + Arrays.toString(low) + ", high=" + Arrays.toString(high) + limits
        + "]";
  }
}
