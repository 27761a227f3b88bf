package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import java.util.function.BooleanSupplier;

/** Through one future. */
final class SingleRollout implements Rollout {
  private final EngineSpec spec;
  private final Rows rows;
  private final Future future;
  private final Transition transition;
  private final Earnings earnings;
  private final Tally tally;
  private final BooleanSupplier late;

  // The tile that it is on, and how far that is.
  private EngineArrays arrays;
  private int problem;
  private int particle;
  private int first;
  private int plans;
  private int step;
  private float discount;
  private boolean any;

  SingleRollout(Model model, Transition transition, Rows rows, Kernels kernels) {
    this.transition = transition;
    this.rows = rows;
    spec = model.spec;
    late = model.late;
    future = new Future(spec, model.normals(kernels));
    earnings = new Earnings(model, rows, kernels);
    tally = earnings.tally();
  }

  @Override
  public void run(EngineArrays arrays, int call, int problem, int particle, int first, int plans) {
    begin(arrays, call, problem, particle, first, plans);
    advance(spec.config().horizon());
  }

  /** Takes over a tile, see {@link #run}, and leaves it at its start. */
  void begin(EngineArrays arrays, int call, int problem, int particle, int first, int plans) {
    this.arrays = arrays;
    this.problem = problem;
    this.particle = particle;
    this.first = first;
    this.plans = plans;
    future.begin(call, arrays.number(problem), particle, arrays.members[problem]);
    int count = Padding.toRows(plans);
    arrays.start(problem, rows.state(), count);
    tally.begin(count);
    step = 0;
    discount = 1;
    any = true;
  }

  /** Goes on before step {@code until} of the horizon, at whose end the returns are stored. */
  void advance(int until) {
    int count = Padding.toRows(plans);
    for (; step < until; step++) {
      if (late.getAsBoolean()) {
        return;
      }
      if (any) {
        arrays.act(problem, step, first, rows.action(), count);
        transition.step(future, step, tally.alive(), plans);
        any = earnings.step(tally, discount, plans);
        Rows.copy(rows.next(), rows.state(), plans);
        discount *= spec.model().discount();
      }
    }
    if (step == spec.config().horizon()) {
      earnings.lastAction(arrays, problem, first, count);
      earnings.end(tally, discount, count);
      tally.store(arrays, problem, particle, first, plans);
    }
  }
}
