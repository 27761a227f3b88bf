package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;

/** One worker's way along the paths of the members' mean, for a tile of which a column is a problem. */
final class Disagreement {
  /** Problems in a tile; the rest of a tile is computed, too, so that no number depends on the split. */
  static final int PROBLEMS = Kernels.ROWS;

  private final EngineSpec spec;
  private final Rows rows;
  private final Members members;
  private final Moments moments;
  private final float[] all = new float[PROBLEMS];

  Disagreement(EngineSpec spec, Members.Model model, Kernels kernels) {
    this.spec = spec;
    rows = Rows.of(spec, PROBLEMS);
    members = model.on(rows, kernels);
    moments = new Moments(rows, true);
    Arrays.fill(all, 1);
  }

  /** Follows the plans of a round of one plan, of some problems from {@code first} on. */
  void run(EngineArrays arrays, int first) {
    int states = spec.stateSize();
    int problems = Math.min(PROBLEMS, spec.problems() - first);
    for (int b = 0; b < problems; b++) {
      for (int i = 0; i < states; i++) {
        rows.state()[i][b] = arrays.state[(first + b) * states + i];
      }
    }
    int horizon = spec.config().horizon();
    for (int t = 0; t < horizon; t++) {
      for (int b = 0; b < problems; b++) {
        for (int a = 0; a < spec.actionSize(); a++) {
          rows.action()[a][b] = arrays.plans[arrays.planRow(first + b, t, a)];
        }
      }
      moments.clear(PROBLEMS);
      moments.add(members, all, PROBLEMS);
      for (int i = 0; i < states; i++) {
        for (int b = 0; b < problems; b++) {
          arrays.disagreement[((first + b) * horizon + t) * states + i] =
              (float) Math.sqrt(moments.epistemic()[i][b]);
        }
        System.arraycopy(moments.mean()[i], 0, rows.state()[i], 0, PROBLEMS);
      }
    }
  }
}
