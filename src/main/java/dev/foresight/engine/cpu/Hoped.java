package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import java.util.Arrays;

/**
 * Hallucinated control: the mean of all members, moved by what the plan chooses of their deviation, and
 * noise with the mean of their variances.
 *
 * @param members of the ensemble, several
 * @param beta how many deviations the plan may choose
 * @param noisy whether there is noise
 */
record Hoped(Members.Model members, float beta, boolean noisy) implements Transition.Model {
  @Override
  public int widestTile() {
    return members.widestTile();
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    Members own = members.on(rows, kernels);
    Moments moments = new Moments(rows, true);
    float[] all = new float[rows.width()];
    Arrays.fill(all, 1);
    int states = rows.state().length;
    int actions = rows.action().length - states;
    return (future, t, alive, plans) -> {
      int count = Padding.toRows(plans);
      moments.clear(count);
      moments.add(own, all, count);
      for (int i = 0; i < states; i++) {
        float[] next = rows.next()[i];
        System.arraycopy(moments.mean()[i], 0, next, 0, count);
        add(moments.epistemic()[i], beta, rows.action()[actions + i], next, count);
        if (noisy) {
          add(moments.aleatoric()[i], future.noise(t, i), all, next, count);
        }
      }
    };
  }

  private static void add(float[] variance, float factor, float[] factors, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] += factor * (float) Math.sqrt(variance[r]) * factors[r];
    }
  }
}
