package dev.foresight.cli;

import dev.foresight.Constraint;
import dev.foresight.Iteration;
import dev.foresight.Plan;
import dev.foresight.PlanListener;
import dev.foresight.env.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a run's trace and pictures are made of; iterations may be told by another thread. */
final class Recording implements PlanListener {
  private final Trace trace;
  private final boolean keeps;
  private final List<Iteration> iterations = new ArrayList<>();
  private final Latency latency = new Latency();
  private final Violations violations;

  /** Writes to the trace, and keeps iterations in memory where they are to be drawn. */
  Recording(Trace trace, boolean keeps, Constraint constraint) {
    this.trace = trace;
    this.keeps = keeps;
    violations = new Violations(constraint);
  }

  @Override
  public synchronized void iterated(Iteration iteration) {
    trace.iteration(iteration);
    if (keeps) {
      iterations.add(iteration);
    }
  }

  /** A planning call is done. */
  synchronized void planned(int call, Plan plan, long nanos) {
    latency.add(nanos);
    violations.planned(plan);
    trace.plan(call, plan, nanos);
  }

  /** An action was carried out. */
  void stepped(float[] state, float[] action, Step outcome) {
    violations.stepped(state, action, outcome);
  }

  synchronized void end() throws IOException {
    trace.end(this);
  }

  /** What to say in the end: how long plans took and whether they kept the constraint. */
  String summary() {
    return "plan latency " + latency + violations.summary();
  }

  /** The line with the same as fields. */
  Json putInto(Json line) {
    return violations.putInto(latency.putInto(line));
  }

  /** The line with the same, and all that is known of the plans' latency. */
  Json putAllInto(Json line) {
    return violations.putInto(latency.putAllInto(line));
  }

  synchronized List<Iteration> iterations() {
    return List.copyOf(iterations);
  }

  Latency latency() {
    return latency;
  }
}
