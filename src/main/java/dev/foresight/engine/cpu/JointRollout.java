package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Through all futures together ({@link dev.foresight.Propagation#MM}): each step gathers the moments
 * of what is predicted for the particles that live, and then draws every particle from them.
 */
final class JointRollout implements Rollout {
  private final EngineSpec spec;
  private final Rows rows;
  private final Members members;
  private final Moments moments;
  private final Earnings earnings;
  private final Future[] futures;
  private final float[][][] states;
  private final Tally[] tallies;
  private final boolean[] any;
  private final BooleanSupplier late;

  JointRollout(Model model, Members members, Rows rows, Kernels kernels) {
    this.members = members;
    this.rows = rows;
    spec = model.spec;
    late = model.late;
    moments = new Moments(rows, true);
    earnings = new Earnings(model, rows, kernels);
    int particles = spec.particles();
    futures = new Future[particles];
    Arrays.setAll(futures, p -> new Future(spec, model.normals(kernels)));
    states = new float[particles][spec.stateSize()][rows.width()];
    tallies = new Tally[particles];
    Arrays.setAll(tallies, p -> earnings.tally());
    any = new boolean[particles];
  }

  @Override
  public void run(EngineArrays arrays, int call, int problem, int particle, int first, int plans) {
    int count = Padding.toRows(plans);
    for (int p = 0; p < futures.length; p++) {
      futures[p].begin(call, arrays.number(problem), p, arrays.members[problem]);
      arrays.start(problem, states[p], count);
      tallies[p].begin(count);
      any[p] = true;
    }
    float discount = 1;
    for (int t = 0; t < spec.config().horizon(); t++) {
      if (late.getAsBoolean()) {
        return;
      }
      arrays.act(problem, t, first, rows.action(), count);
      gather(t, count);
      for (int p = 0; p < futures.length; p++) {
        if (any[p]) {
          Rows.copy(states[p], rows.state(), count);
          moments.draw(futures[p], t, rows.next(), count);
          any[p] = earnings.step(tallies[p], discount, count);
          Rows.copy(rows.next(), states[p], count);
        }
      }
      discount *= spec.model().discount();
    }
    earnings.lastAction(arrays, problem, first, count);
    for (int p = 0; p < futures.length; p++) {
      Rows.copy(states[p], rows.state(), count);
      earnings.end(tallies[p], discount, count);
      tallies[p].store(arrays, problem, p, first, plans);
    }
  }

  private void gather(int t, int count) {
    moments.clear(count);
    for (int p = 0; p < futures.length; p++) {
      if (any[p]) {
        Rows.copy(states[p], rows.state(), count);
        if (spec.posterior()) {
          moments.add(members, futures[p].member(t), 1, tallies[p].alive(), count);
        } else {
          moments.add(members, tallies[p].alive(), count);
        }
      }
    }
  }
}
