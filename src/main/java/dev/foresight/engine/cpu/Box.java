package dev.foresight.engine.cpu;

import dev.foresight.ActionSpace;

/** Numbers for each action that its bounds give. */
final class Box {
  private Box() {}

  /** The middle of the range of each action. */
  static float[] middle(ActionSpace space) {
    float[] low = space.low();
    float[] high = space.high();
    for (int a = 0; a < low.length; a++) {
      low[a] += (high[a] - low[a]) / 2;
    }
    return low;
  }

  /** A share of half the range of each action. */
  static float[] shareOfRange(ActionSpace space, float share) {
    float[] low = space.low();
    float[] high = space.high();
    for (int a = 0; a < low.length; a++) {
      high[a] = share * (high[a] / 2 - low[a] / 2);
    }
    return high;
  }
}
