package dev.foresight.engine;

import dev.foresight.compute.Check;

/** How large the named arrays are. */
final class ArraySizes {
  private ArraySizes() {}

  /** The number of floats for one problem when a round has so many plans. */
  private static long each(EngineSpec spec, ArrayName name, int plans) {
    int numbers = spec.steps() * spec.actionSize();
    int kept = Round.remembered(spec.config());
    return switch (name) {
      case STATE -> spec.stateSize();
      case PREVIOUS -> spec.actions().limited() ? spec.actionSize() : 0;
      case PLANS -> (long) plans * numbers;
      case RETURNS -> (long) plans * spec.particles();
      case VIOLATIONS -> spec.model().constraint().present() ? (long) plans * spec.particles() : 0;
      case SCORES, WEIGHTS -> plans;
      case MEAN, STD -> numbers;
      case FAILURES -> 1;
      case PROPOSALS -> (long) spec.config().proposals() * numbers;
      case DISAGREEMENT -> (long) spec.config().horizon() * spec.stateSize();
      case ELITES -> (long) kept * numbers;
    };
  }

  static int length(EngineSpec spec, ArrayName name, int plans) {
    long length = spec.problems() * each(spec, name, plans);
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " of " + spec.problems() + " problems and " + plans + " plans would have " + length
              + " values, more than an array can; plan fewer problems or plans at a time");
    }
    return (int) length;
  }

  static long bytesOfProblem(EngineSpec spec) {
    long floats = 0;
    for (ArrayName name : ArrayName.values()) {
      floats += each(spec, name, spec.config().plans());
    }
    return Float.BYTES * floats;
  }

  /**
   * How many of the problems can be planned together.
   *
   * @param bytes most memory for arrays
   * @throws IllegalArgumentException if not even one
   */
  static int fitting(EngineSpec spec, long bytes) {
    int plans = spec.config().plans();
    long each = bytesOfProblem(spec);
    Check.that(
        each <= bytes,
        "one problem's " + plans + " plans of " + spec.steps() + " steps take " + each
            + " bytes, and " + bytes + " may be used; use fewer plans, a shorter horizon or more"
            + " memory");
    long widest = 0;
    for (ArrayName name : ArrayName.values()) {
      widest = Math.max(widest, length(spec.withProblems(1), name, plans));
    }
    long most = Math.min(bytes / each, Integer.MAX_VALUE / widest);
    return (int) Math.min(spec.problems(), most);
  }
}
