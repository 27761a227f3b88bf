package dev.foresight.engine.kernel;

import java.util.Optional;

/**
 * How a work-group of the rollout shares out a tile of plans. A work-item computes, of each layer,
 * every {@code lanes}-th output for {@code rowsPerItem} plans.
 *
 * @param rows plans in a tile
 * @param lanes work-items side by side over a layer's outputs
 * @param rowsPerItem plans per work-item; divides {@code rows}
 * @param warps how tensor cores share the tile out instead; weights also lie as other kernels have them, by the lanes
 */
record Tiling(int rows, int lanes, int rowsPerItem, Optional<Warps> warps) {

  /** Without tensor cores. */
  Tiling(int rows, int lanes, int rowsPerItem) {
    this(rows, lanes, rowsPerItem, Optional.empty());
  }

  /** Work-items in a group. */
  int items() {
    return warps.map(Warps::items).orElse(lanes * (rows / rowsPerItem));
  }

  /**
   * Words from one element to the next in group memory: four more than a multiple of eight, so that
   * lanes that write element after element meet different banks.
   */
  int pitch() {
    return rows % 8 == 0 ? rows + 4 : rows;
  }

  void define(Constants constants) {
    constants.define("ROWS", rows);
    constants.define("PITCH", pitch());
    constants.define("LANES", lanes);
    constants.define("ITEM_ROWS", rowsPerItem);
    warps.ifPresent(each -> each.define(constants));
  }
}
