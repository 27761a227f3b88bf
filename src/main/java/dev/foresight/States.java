package dev.foresight;

import dev.foresight.compute.Check;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;

/** The states that a call plans from, on their way to an engine. */
final class States {
  private final float[] values;
  private final int problems;
  private final int size;

  States(EngineSpec spec) {
    values = new float[spec.length(ArrayName.STATE, 1)];
    problems = spec.problems();
    size = spec.stateSize();
  }

  /** Checks all before anything is written. */
  void write(float[][] states, Engine engine) {
    Check.length("states", states.length, problems, "the planner's problem count");
    for (float[] state : states) {
      Check.length("state", state.length, size, "the model's state");
      Check.finite("state", state);
    }
    for (int b = 0; b < problems; b++) {
      System.arraycopy(states[b], 0, values, b * size, size);
    }
    engine.write(ArrayName.STATE, 1, values);
  }
}
