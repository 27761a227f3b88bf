package dev.foresight.benchmarks;

import dev.foresight.Backend;
import dev.foresight.Planner;

/** A process that plans once and says so: argument 1 is the workload, 2 the backend. */
final class ColdStart {
  static final String DONE = "planned";

  private ColdStart() {}

  public static void main(String[] arguments) {
    Workload w = Workload.named(arguments[0]);
    try (Planner planner = Planner.builder(w.model(), w.actions(), w.config())
        .backend(Backend.named(arguments[1]))
        .build()) {
      planner.plan(w.state());
      System.out.println(DONE);
    }
  }
}
