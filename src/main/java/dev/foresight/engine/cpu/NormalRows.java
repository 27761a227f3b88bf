package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.compute.Philox;
import dev.foresight.engine.EngineSpec;

/**
 * One worker's standard normal numbers for a block of {@code Kernels.ROWS} plans: a row for each number
 * of a plan, whose elements of the stream follow each other ({@link dev.foresight.engine.Randomness}).
 */
final class NormalRows {
  private static final int BLOCK = Kernels.ROWS;

  private final EngineSpec spec;
  private final Kernels kernels;
  private final float[] even;
  private final float[] odd;
  private final float[][] rows;
  private final int[] words = new int[4];

  NormalRows(EngineSpec spec, Kernels kernels, int perPlan) {
    this.spec = spec;
    this.kernels = kernels;
    even = new float[Padding.toRows(BLOCK / 2 * perPlan)];
    odd = new float[even.length];
    rows = new float[perPlan][BLOCK];
  }

  /** Draws those of plans {@code first} to {@code first + BLOCK}; {@code first} is a multiple of it. */
  void draw(int call, int stream, int problem, int first) {
    long seed = spec.config().seed();
    int number = spec.firstProblem() + problem;
    int block = (int) ((long) first * rows.length / 4);
    for (int i = 0; i < BLOCK / 2 * rows.length; i += 2) {
      Philox.block(block + i / 2, call, stream, (int) (seed >>> 32), (int) seed, number, words);
      even[i] = Philox.uniform(words[0]);
      odd[i] = Philox.uniform(words[1]);
      even[i + 1] = Philox.uniform(words[2]);
      odd[i + 1] = Philox.uniform(words[3]);
    }
    kernels.normals(even, odd, even.length);
    for (int n = 0; n < BLOCK; n++) {
      for (int k = 0; k < rows.length; k++) {
        int element = n * rows.length + k;
        rows[k][n] = (element & 1) == 0 ? even[element >> 1] : odd[element >> 1];
      }
    }
  }

  /** Number {@code k} of each plan of the block. */
  float[] row(int k) {
    return rows[k];
  }
}
