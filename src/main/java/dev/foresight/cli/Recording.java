package dev.foresight.cli;

import dev.foresight.Iteration;
import dev.foresight.Plan;
import dev.foresight.PlanListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a run's trace and pictures are made of; iterations may be told by another thread. */
final class Recording implements PlanListener {
  private final Trace trace;
  private final boolean keeps;
  private final List<Iteration> iterations = new ArrayList<>();
  private final Latency latency = new Latency();

  /** Writes to the trace, and keeps iterations in memory where they are to be drawn. */
  Recording(Trace trace, boolean keeps) {
    this.trace = trace;
    this.keeps = keeps;
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
    trace.plan(call, plan, nanos);
  }

  synchronized void end() throws IOException {
    trace.end(latency);
  }

  synchronized List<Iteration> iterations() {
    return List.copyOf(iterations);
  }

  Latency latency() {
    return latency;
  }
}
