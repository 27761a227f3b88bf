package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.compute.Normals;
import dev.foresight.engine.EngineSpec;

/**
 * One worker's standard normal numbers for a block of {@code Kernels.ROWS} plans: a row for each number
 * of a plan, whose elements of the stream follow each other ({@link dev.foresight.engine.Randomness}).
 */
final class NormalRows {
  private static final int BLOCK = Kernels.ROWS;

  private final EngineSpec spec;
  private final Normals normals;
  private final float[] even;
  private final float[] odd;
  private final float[] rows;
  private final int perPlan;

  NormalRows(EngineSpec spec, Normals normals, int perPlan) {
    this.spec = spec;
    this.normals = normals;
    even = new float[Padding.toRows(BLOCK / 2 * perPlan)];
    odd = new float[even.length];
    rows = new float[perPlan * BLOCK];
    this.perPlan = perPlan;
  }

  /** Draws those of a problem, by its number, and of its plans {@code first} to {@code first + BLOCK}; {@code first} is a multiple of it. */
  void draw(int call, int stream, int problem, int first) {
    int block = (int) ((long) first * perPlan / 4);
    normals.draw(block, call, stream, spec.config().seed(), problem, even, odd, even.length);
    for (int k = 0; k < perPlan; k++) {
      spread(k, 0);
      spread(perPlan + k, 1);
    }
  }

  /** Of every other plan, from one on, the number that is this element of the first two plans' numbers. */
  private void spread(int element, int plan) {
    float[] from = (element & 1) == 0 ? even : odd;
    int at = element >> 1;
    int to = element % perPlan * BLOCK;
    for (int n = plan; n < BLOCK; n += 2, at += perPlan) {
      rows[to + n] = from[at];
    }
  }

  /** Number k of plan n of the block at {@code k Kernels.ROWS + n}. */
  float[] rows() {
    return rows;
  }
}
