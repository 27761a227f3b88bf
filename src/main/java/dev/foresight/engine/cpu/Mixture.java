package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import java.util.Arrays;

/**
 * Each step takes all members together: their mean, or a draw with the moments of their mixture.
 *
 * @param members of the dynamics, several
 * @param drawn whether next states are drawn; else they are the mean
 */
record Mixture(Members.Model members, boolean drawn) implements Transition.Model {
  @Override
  public int widestTile() {
    return members.widestTile();
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    Members own = members.on(rows, kernels);
    Moments moments = new Moments(rows, drawn);
    float[] all = new float[rows.width()];
    Arrays.fill(all, 1);
    return (future, t, alive, plans) -> {
      int count = Padding.toRows(plans);
      moments.clear(count);
      moments.add(own, all, count);
      moments.draw(future, t, rows.next(), count);
    };
  }
}
