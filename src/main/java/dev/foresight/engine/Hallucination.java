package dev.foresight.engine;

import dev.foresight.ActionSpace;
import dev.foresight.Dynamics;
import java.util.Arrays;

/** The actions that plans have besides those of the model: one within [-1, 1] for each state element. */
final class Hallucination {
  private Hallucination() {}

  /** With those actions; as it is if it is larger than the model's already. They may jump. */
  static ActionSpace extended(ActionSpace actions, Dynamics dynamics) {
    int given = dynamics.actionSize();
    if (actions.size() != given) {
      return actions;
    }
    int all = given + dynamics.stateSize();
    float[] rate =
        actions.limited() ? filled(actions.rate(), all, Float.POSITIVE_INFINITY) : new float[0];
    return new ActionSpace(filled(actions.low(), all, -1), filled(actions.high(), all, 1), rate);
  }

  private static float[] filled(float[] values, int length, float rest) {
    float[] longer = Arrays.copyOf(values, length);
    Arrays.fill(longer, values.length, length, rest);
    return longer;
  }
}
