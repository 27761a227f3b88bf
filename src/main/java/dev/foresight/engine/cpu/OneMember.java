package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;

/**
 * Each particle is carried by one member at a time.
 *
 * @param members of the dynamics
 * @param drawn whether next states are drawn; else they are the member's mean
 */
record OneMember(Members.Model members, boolean drawn) implements Transition.Model {
  @Override
  public int widestTile() {
    return members.widestTile();
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    Members own = members.on(rows, kernels);
    float[][] next = rows.next();
    return (future, t, alive, plans) -> {
      int count = Padding.toRows(plans);
      own.read(count);
      own.predict(future.member(t), next, count);
      if (drawn) {
        for (int i = 0; i < next.length; i++) {
          addNoise(own.std(i), future.noise(t, i), next[i], count);
        }
      }
    };
  }

  private static void addNoise(float[] std, float noise, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] += std[r] * noise;
    }
  }
}
