package dev.foresight.engine.kernel;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import java.nio.FloatBuffer;

/** Turns {@code [B][n][rows]}, as the engine's users have it, into {@code [B][rows][n]}, and back. */
final class Transposed {
  private Transposed() {}

  static void put(EngineSpec spec, ArrayName name, int plans, float[] from, FloatBuffer to) {
    int columns = columns(name, plans);
    int rows = from.length / spec.problems() / columns;
    for (int i = 0; i < from.length; i++) {
      to.put(place(i, rows, columns), from[i]);
    }
  }

  static void get(EngineSpec spec, ArrayName name, int plans, FloatBuffer from, float[] to) {
    int columns = columns(name, plans);
    int rows = to.length / spec.problems() / columns;
    for (int i = 0; i < to.length; i++) {
      to[i] = from.get(place(i, rows, columns));
    }
  }

  private static int columns(ArrayName name, int plans) {
    return switch (name) {
      case PLANS, RETURNS, VIOLATIONS, SCORES, WEIGHTS -> plans;
      case STATE, PREVIOUS, MEAN, STD, ELITES, PROPOSALS, FAILURES, DISAGREEMENT -> 1;
    };
  }

  private static int place(int i, int rows, int columns) {
    int row = i % rows;
    int column = i / rows % columns;
    int problem = i / rows / columns;
    return (problem * rows + row) * columns + column;
  }
}
