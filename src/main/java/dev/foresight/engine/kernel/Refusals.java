package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import dev.foresight.Simulator;
import dev.foresight.engine.EngineSpec;

/** What kernels cannot do, said before any work. */
final class Refusals {
  private static final long MOST_NOISE = 1L << 32;

  private Refusals() {}

  static void check(EngineSpec spec, Gpu gpu) {
    refuseJava(spec, gpu);
    refuseRepeatedNoise(spec);
    TensorCores.check(spec, gpu.limits());
  }

  private static void refuseJava(EngineSpec spec, Gpu gpu) {
    if (spec.model().dynamics() instanceof Simulator) {
      throw new BackendException(
          "a Simulator is Java code, which " + gpu.limits().name()
              + " cannot run; use the backend cpu, or write the dynamics as Equations");
    }
  }

  /** Kernels count the elements of a stream in 32 bits. */
  private static void refuseRepeatedNoise(EngineSpec spec) {
    int states = spec.noisy() ? spec.stateSize() : 1;
    int horizon = spec.config().horizon();
    long elements = (long) spec.particles() * horizon * states;
    if (elements > MOST_NOISE) {
      throw new BackendException(spec.particles() + " particles x horizon " + horizon + " x "
          + states + " state elements are " + elements + " random numbers, more than the "
          + MOST_NOISE + " that kernels draw without repeating any; use fewer particles, a shorter"
          + " horizon or the backend cpu");
    }
  }
}
