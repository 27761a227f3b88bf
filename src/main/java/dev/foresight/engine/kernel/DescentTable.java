package dev.foresight.engine.kernel;

import dev.foresight.compute.DescentSpec;
import java.nio.IntBuffer;

/** The integers that kernels of training read, as {@code kernels/training.h} has them. */
final class DescentTable {
  /** Of {@code kernels/product.h}. */
  private static final int TILE = 16;

  private static final int FIRST_RATE = 4;
  private static final int LAYER = 6;

  private final DescentSpec spec;
  private final int layers;
  private final int order;

  DescentTable(DescentSpec spec) {
    this.spec = spec;
    layers = FIRST_RATE + 2 * spec.steps();
    order = layers + LAYER * spec.layers();
  }

  int words() {
    return Math.addExact(order, Math.multiplyExact(spec.members(), spec.rows()));
  }

  /** Tiles of a matrix. */
  static int tiles(int rows, int columns) {
    return (rows + TILE - 1) / TILE * ((columns + TILE - 1) / TILE);
  }

  /** Tiles of all weights. */
  static int tiles(DescentSpec spec) {
    int tiles = 0;
    for (int l = 0; l < spec.layers(); l++) {
      tiles += spec.members() * tiles(spec.width(l) + 1, spec.width(l + 1));
    }
    return tiles;
  }

  /** What stays the same from one epoch to the next. */
  void begin(IntBuffer table, DescentPlaces at) {
    table.put(0, spec.layers()).put(1, spec.steps()).put(2, spec.rows());
    int tiles = 0;
    for (int l = 0; l < spec.layers(); l++) {
      int[] layer = {
        tiles, spec.width(l), spec.width(l + 1), at.weights[l], at.values[l], at.byOutput[l]
      };
      table.put(layers + l * LAYER, layer);
      tiles += spec.members() * tiles(spec.width(l) + 1, spec.width(l + 1));
    }
  }

  /** An epoch's own. */
  void epoch(IntBuffer table, int[][] rows, float[][] rates) {
    for (int t = 0; t < spec.steps(); t++) {
      table.put(FIRST_RATE + 2 * t, Float.floatToRawIntBits(rates[t][0]));
      table.put(FIRST_RATE + 2 * t + 1, Float.floatToRawIntBits(rates[t][1]));
    }
    for (int e = 0; e < spec.members(); e++) {
      table.put(order + e * spec.rows(), rows[e]);
    }
  }
}
