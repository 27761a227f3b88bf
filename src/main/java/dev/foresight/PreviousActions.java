package dev.foresight;

import dev.foresight.compute.Check;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;

/** The action that was carried out last in each problem; nothing where actions have no rate. */
final class PreviousActions {
  private final ActionSpace space;
  private final float[] values;
  private final int size;
  private final int given;

  PreviousActions(EngineSpec spec) {
    space = spec.actions();
    values = new float[spec.length(ArrayName.PREVIOUS, 1)];
    size = values.length / spec.problems();
    given = spec.model().dynamics().actionSize();
  }

  void write(Engine engine) {
    if (size > 0) {
      engine.write(ArrayName.PREVIOUS, 1, values);
    }
  }

  /** The first actions of these plans are carried out next. */
  void follow(Results results) {
    if (size > 0) {
      results.firstActions(values);
    }
  }

  /** The action that was carried out last; NaN where there is none. */
  float of(int problem, int action) {
    return values[problem * size + action];
  }

  void set(int problem, float[] action) {
    Check.length("action", action.length, given, "the action space");
    Check.finite("action", action);
    float[] low = space.low();
    float[] high = space.high();
    for (int a = 0; a < Math.min(given, size); a++) {
      values[problem * size + a] = Math.max(low[a], Math.min(high[a], action[a]));
    }
  }

  void forget(int problem) {
    Arrays.fill(values, problem * size, (problem + 1) * size, Float.NaN);
  }
}
