package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;

/** Networks of one shape, numbered from 0. Immutable; shared by workers. */
public interface PackedNetworks {
  /** One worker's memory for a tile and its way through any of the networks. */
  interface OnRows {
    /** Room for {@code [inputs][rows]}, to be filled before each call of {@link #apply}. */
    float[] input();

    /**
     * The output of one network for the input, which is lost.
     *
     * @param rows a multiple of {@code Kernels.ROWS}, at most the width
     * @return {@code [outputs][rows]}, the caller's until the next call
     */
    float[] apply(int network, int rows);
  }

  /** Most plans in a tile that make good use of the caches; as few as can be keep activations in the first level. */
  default int widestTile() {
    return Kernels.ROWS;
  }

  /** A worker's own, for tiles of up to {@code width} plans. */
  OnRows on(Kernels kernels, int width);

  /** Takes rows through a network, from x to y and back as often as it has layers, and gives whichever has the result. */
  interface Forward {
    float[] apply(int network, float[] x, float[] y, int rows);
  }

  /** A worker's own, made of two arrays of so many floats. */
  static OnRows between(int floats, Forward forward) {
    float[] input = new float[floats];
    float[] other = new float[floats];
    return new OnRows() {
      @Override
      public float[] input() {
        return input;
      }

      @Override
      public float[] apply(int network, int rows) {
        return forward.apply(network, input, other, rows);
      }
    };
  }
}
