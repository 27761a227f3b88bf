package dev.foresight.engine.cpu;

import dev.foresight.Expr;
import dev.foresight.WorldModel;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;

/** One worker's rollout of a tile: some plans of one problem through one future. */
final class Rollout {

  /** What workers share. */
  static final class Model {
    private final Members.Model members;
    private final Transition.Model transition;
    private final ScalarModel reward;
    private final ScalarModel termination;
    private final ScalarModel value;
    private final PolicyModel policy;
    private final boolean valueReadsAction;
    private final ScalarModel violated;

    Model(EngineSpec spec, NetworkPacker packer) {
      WorldModel model = spec.model();
      members = Members.Model.of(spec, packer);
      transition = Transition.Model.of(spec, members);
      reward = ScalarModel.of(model.reward(), packer);
      termination =
          isZero(model.termination()) ? null : ScalarModel.of(model.termination(), packer);
      value = ScalarModel.of(model.value(), packer);
      valueReadsAction = model.valueReadsAction();
      policy = valueReadsAction && model.policy().isPresent()
          ? new PolicyModel(model.policy().get(), packer)
          : null;
      violated = model.constraint().present()
          ? ScalarModel.of(model.constraint().violated(), packer)
          : null;
    }

    private static boolean isZero(Expr expr) {
      return expr instanceof Expr.Constant constant && constant.value() == 0;
    }

    /** Of an ensemble or of equations; null for a simulator. */
    Members.Model members() {
      return members;
    }

    int widestTile() {
      return transition.widestTile();
    }
  }

  private final EngineSpec spec;
  private final Rows rows;
  private final Future future;
  private final Transition transition;
  private final ScalarModel.OnRows reward;
  private final ScalarModel.OnRows termination;
  private final ScalarModel.OnRows value;
  private final PolicyModel.OnRows policy;
  private final boolean valueReadsAction;
  private final ScalarModel.OnRows violated;
  private final float[] violations;
  private final float[] returns;
  private final float[] alive;
  private final float[] flaw;

  Rollout(EngineSpec spec, Model model, Kernels kernels, int width) {
    this.spec = spec;
    rows = Rows.of(spec, width);
    future = new Future(spec, kernels);
    transition = model.transition.on(rows, kernels);
    reward = model.reward.on(rows, kernels);
    termination = model.termination == null ? null : model.termination.on(rows, kernels);
    value = model.value.on(rows, kernels);
    policy = model.policy == null ? null : model.policy.on(spec.actions(), rows, kernels);
    valueReadsAction = model.valueReadsAction;
    violated = model.violated == null ? null : model.violated.on(rows, kernels);
    violations = new float[violated == null ? 0 : width];
    returns = new float[width];
    alive = new float[width];
    flaw = new float[width];
  }

  /** Rolls {@code plans} plans from {@code first} on through one future and stores the returns. */
  void run(EngineArrays arrays, int call, int problem, int particle, int first, int plans) {
    future.begin(call, problem, particle, arrays.members[problem]);
    int count = Padding.toRows(plans);
    int states = spec.stateSize();
    for (int i = 0; i < states; i++) {
      Arrays.fill(rows.state()[i], 0, count, arrays.state[problem * states + i]);
    }
    Arrays.fill(returns, 0, count, 0);
    Arrays.fill(alive, 0, count, 1);
    Arrays.fill(violations, 0);
    float discount = 1;
    boolean any = true;
    for (int t = 0; t < spec.config().horizon() && any; t++) {
      act(arrays, problem, t, first, count);
      transition.step(future, t, plans);
      markFlaws(count);
      earn(returns, alive, flaw, reward.compute(count), discount, count);
      if (violated != null) {
        violate(violations, alive, flaw, violated.compute(count), count);
      }
      if (termination != null) {
        any = end(alive, termination.compute(count), count);
      }
      for (int i = 0; i < states; i++) {
        System.arraycopy(rows.next()[i], 0, rows.state()[i], 0, count);
      }
      discount *= spec.model().discount();
    }
    if (policy != null) {
      policy.act(count);
    } else if (valueReadsAction) {
      act(arrays, problem, spec.config().horizon(), first, count);
    }
    Arrays.fill(flaw, 0, count, 0);
    earn(returns, alive, flaw, value.compute(count), discount, count);
    int to = arrays.returnRow(problem, particle) + first;
    System.arraycopy(returns, 0, arrays.returns, to, count);
    if (violated != null) {
      System.arraycopy(violations, 0, arrays.violations, to, count);
    }
  }

  private void act(EngineArrays arrays, int problem, int t, int first, int count) {
    for (int a = 0; a < spec.actionSize(); a++) {
      int at = arrays.planRow(problem, t, a) + first;
      System.arraycopy(arrays.plans, at, rows.action()[a], 0, count);
    }
  }

  /** NaN where a next state is not finite, else 0. */
  private void markFlaws(int count) {
    Arrays.fill(flaw, 0, count, 0);
    for (float[] next : rows.next()) {
      for (int r = 0; r < count; r++) {
        flaw[r] += next[r] * 0;
      }
    }
  }

  private static void earn(
      float[] returns, float[] alive, float[] flaw, float[] reward, float discount, int count) {
    for (int r = 0; r < count; r++) {
      float earned = discount * reward[r] + flaw[r];
      returns[r] += alive[r] != 0 ? earned : 0;
    }
  }

  private static void violate(
      float[] violations, float[] alive, float[] flaw, float[] violated, int count) {
    for (int r = 0; r < count; r++) {
      boolean now = violated[r] != 0 || flaw[r] != 0;
      violations[r] = alive[r] != 0 && now ? 1 : violations[r];
    }
  }

  /** Whether any plan lives on. */
  private static boolean end(float[] alive, float[] ends, int count) {
    float living = 0;
    for (int r = 0; r < count; r++) {
      alive[r] = ends[r] != 0 ? 0 : alive[r];
      living += alive[r];
    }
    return living > 0;
  }
}
