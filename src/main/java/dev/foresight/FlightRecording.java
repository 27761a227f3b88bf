package dev.foresight;

import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;

/** Events of a planner. They are made once and used again, so that recording allocates nothing here. */
final class FlightRecording extends Recording {
  private final PlanEvent plan = new PlanEvent();

  FlightRecording(Device device, EngineSpec spec) {
    plan.device = device.toString();
    plan.problems = spec.problems();
  }

  @Override
  Engine watched(Engine engine) {
    return new WatchedEngine(engine);
  }

  @Override
  void begin() {
    plan.begin();
  }

  @Override
  void end(int rounds, Timing timing) {
    plan.end();
    if (plan.shouldCommit()) {
      plan.rounds = rounds;
      plan.plans = timing.planned();
      plan.late = Math.max(0, timing.overdue());
      plan.commit();
    }
  }
}
