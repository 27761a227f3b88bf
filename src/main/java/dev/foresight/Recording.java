package dev.foresight;

import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;

/**
 * Tells Java's flight recorder of planning: {@link FlightRecording}. This one tells nobody, where the
 * module jdk.jfr is missing.
 */
class Recording {
  private static final boolean THERE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  /** Of a planner. */
  static Recording of(Device device, EngineSpec spec) {
    return THERE ? new FlightRecording(device, spec) : new Recording();
  }

  /** An engine whose operations are told of. */
  Engine watched(Engine engine) {
    return engine;
  }

  /** A call begins. */
  void begin() {}

  /** A call is done. */
  void end(int rounds, Timing timing) {}
}
