package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Randomness;
import java.util.Arrays;

/** One worker's way to let the policy act along the path of the mean, a block of proposals at a time. */
final class Proposer {
  /** Proposals in a tile. */
  static final int BLOCK = Kernels.ROWS;

  private final EngineSpec spec;
  private final Rows rows;
  private final Future future;
  private final Transition transition;
  private final PolicyModel.OnRows policy;
  private final NormalRows noise;
  private final float[] std;
  private final float[] alive = new float[BLOCK];
  private final float[] low;
  private final float[] high;

  Proposer(EngineSpec spec, Rollout.Model model, Kernels kernels) {
    this.spec = spec;
    EngineSpec mean = spec.alongMean();
    rows = Rows.of(spec, BLOCK);
    future = new Future(mean, model.normals(kernels));
    transition = Transition.Model.of(mean, model.members()).on(rows, kernels);
    policy = model.policy.on(spec.actions(), rows, kernels);
    noise = new NormalRows(spec, model.normals(kernels), spec.steps() * spec.actionSize());
    std = Box.shareOfRange(spec.actions(), spec.config().minStd());
    low = spec.actions().low();
    Arrays.fill(alive, 1);
    high = spec.actions().high();
  }

  /** Proposals {@code first} to {@code first + BLOCK}, or as many as there are, of one problem. */
  void run(EngineArrays arrays, int call, int problem, int first) {
    int count = Math.min(BLOCK, spec.config().proposals() - first);
    int states = spec.stateSize();
    int actions = spec.actionSize();
    future.begin(call, arrays.number(problem), 0, arrays.members[problem]);
    noise.draw(call, Randomness.PROPOSALS, arrays.number(problem), first);
    for (int i = 0; i < states; i++) {
      Arrays.fill(rows.state()[i], arrays.state[problem * states + i]);
    }
    for (int t = 0; t < spec.steps(); t++) {
      policy.act(BLOCK);
      for (int a = 0; a < actions; a++) {
        disturb(rows.action()[a], noise.rows(), (t * actions + a) * BLOCK, a, first == 0 ? 1 : 0);
        for (int k = 0; k < count; k++) {
          int proposal = problem * spec.config().proposals() + first + k;
          arrays.proposals[(proposal * spec.steps() + t) * actions + a] = rows.action()[a][k];
        }
      }
      transition.step(future, t, alive, count);
      for (int i = 0; i < states; i++) {
        System.arraycopy(rows.next()[i], 0, rows.state()[i], 0, BLOCK);
      }
    }
  }

  private void disturb(float[] row, float[] noise, int at, int a, int from) {
    for (int k = from; k < BLOCK; k++) {
      row[k] = Math.max(low[a], Math.min(high[a], row[k] + std[a] * noise[at + k]));
    }
  }
}
