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
    future.begin(call, arrays.number(problem), particle, arrays.members[problem]);
    int count = Padding.toRows(plans);
    arrays.start(problem, rows.state(), count);
    tally.begin(count);
    float discount = 1;
    boolean any = true;
    for (int t = 0; t < spec.config().horizon() && any; t++) {
      if (late.getAsBoolean()) {
        return;
      }
      arrays.act(problem, t, first, rows.action(), count);
      transition.step(future, t, tally.alive(), plans);
      any = earnings.step(tally, discount, plans);
      Rows.copy(rows.next(), rows.state(), plans);
      discount *= spec.model().discount();
    }
    earnings.lastAction(arrays, problem, first, count);
    earnings.end(tally, discount, count);
    tally.store(arrays, problem, particle, first, plans);
  }
}
