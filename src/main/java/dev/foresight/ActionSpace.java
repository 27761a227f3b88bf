package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Arrays;

/**
 * The box of allowed actions: {@code low[i] <= action[i] <= high[i]}, in the units of the system.
 *
 * <pre>{@code
 * ActionSpace torque = ActionSpace.symmetric(1, 2f); // one action in [-2, 2]
 * }</pre>
 *
 * @param low least values, length A; none beyond 1e30, so that no spread of actions overflows
 * @param high greatest values, length A; none beyond 1e30, none below {@code low}
 */
public record ActionSpace(float[] low, float[] high) {
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
    low = low.clone();
    high = high.clone();
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

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionSpace that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    return "ActionSpace[low=" + Arrays.toString(low) + ", high=" + Arrays.toString(high) + "]";
  }
}
