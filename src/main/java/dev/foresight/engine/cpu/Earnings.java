package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import java.util.Arrays;

/** One worker's way from the states of a tile to what its plans earn and violate. */
final class Earnings {
  private final Rows rows;
  private final Kernels kernels;
  private final ScalarModel.OnRows reward;
  private final ScalarModel.OnRows termination;
  private final ScalarModel.OnRows value;
  private final ScalarModel.OnRows violated;
  private final PolicyModel.OnRows policy;
  private final boolean valueReadsPlan;
  private final int horizon;

  /** NaN where a next state is not finite, else 0. */
  private final float[] flaw;

  private final float[] dead;

  Earnings(Rollout.Model model, Rows rows, Kernels kernels) {
    this.rows = rows;
    this.kernels = kernels;
    reward = model.reward.on(rows, kernels);
    termination = model.termination == null ? null : model.termination.on(rows, kernels);
    value = model.value.on(rows, kernels);
    violated = model.violated == null ? null : model.violated.on(rows, kernels);
    policy = model.policy != null && model.valueReadsAction
        ? model.policy.on(model.spec.actions(), rows, kernels)
        : null;
    horizon = model.spec.config().horizon();
    valueReadsPlan = model.valueReadsAction && policy == null;
    flaw = new float[rows.width()];
    dead = new float[rows.width()];
  }

  /** Room for what is known of a tile's plans in one future. */
  Tally tally() {
    return Tally.of(rows, violated != null);
  }

  /** Adds the reward of a step for the plans that live, and ends some; whether any lives on. */
  boolean step(Tally tally, float discount, int plans) {
    int count = Padding.toRows(plans);
    kernels.flaws(rows.next(), flaw, count);
    earn(tally, reward.compute(count), discount, count);
    if (violated != null) {
      violate(tally, violated.compute(count), count);
    }
    return termination == null || end(tally.alive(), termination.compute(count), count);
  }

  /** Takes over the plans' action after the last step where the terminal value reads it. */
  void lastAction(EngineArrays arrays, int problem, int first, int count) {
    if (valueReadsPlan) {
      arrays.act(problem, horizon, first, rows.action(), count);
    }
  }

  /** Adds what the last state is worth for the plans that live, after {@link #lastAction}. */
  void end(Tally tally, float discount, int count) {
    if (policy != null) {
      policy.act(count);
    }
    Arrays.fill(flaw, 0, count, 0);
    earn(tally, value.compute(count), discount, count);
  }

  private void earn(Tally tally, float[] reward, float discount, int count) {
    kernels.earn(discount, reward, flaw, tally.alive(), tally.returns(), count);
  }

  private void violate(Tally tally, float[] violated, int count) {
    float[] violations = tally.violations();
    float[] alive = tally.alive();
    for (int r = 0; r < count; r++) {
      boolean now = violated[r] != 0 || flaw[r] != 0;
      violations[r] = alive[r] != 0 && now ? 1 : violations[r];
    }
  }

  /** Whether any plan lives on. */
  private boolean end(float[] alive, float[] ends, int count) {
    kernels.choose(ends, dead, alive, alive, count);
    return kernels.sum(alive, alive, 0, count) > 0;
  }
}
