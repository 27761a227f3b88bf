package dev.foresight.engine.cpu;

import dev.foresight.Network;
import dev.foresight.compute.Dense;
import dev.foresight.compute.Kernels;

/** A network arranged for the kernels. Immutable; shared by workers. */
record PackedNetwork(Dense[] layers, int widest) {

  static PackedNetwork of(Network network, Kernels kernels) {
    Dense[] layers = network.layers().stream().map(kernels::pack).toArray(Dense[]::new);
    return new PackedNetwork(layers, Dense.padded(network.widest()));
  }

  /**
   * The output for a batch.
   *
   * @param x {@code [inputs][rows]}, lost afterwards
   * @param y as long as {@code x}, both at least {@code widest * rows}
   * @return the one of the two that holds {@code [outputs][rows]}
   */
  float[] apply(Kernels kernels, float[] x, float[] y, int rows) {
    for (Dense layer : layers) {
      kernels.dense(layer, x, y, rows);
      float[] result = y;
      y = x;
      x = result;
    }
    return x;
  }
}
