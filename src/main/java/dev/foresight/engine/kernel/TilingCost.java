package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;

/**
 * About how long a rollout takes with a tiling: a model of a GPU that only has to put tilings in
 * order. What counts: instructions that are not multiply-adds, idle lanes, weights that every tile
 * reads anew, and units without work.
 */
final class TilingCost {
  private static final int WARP = 32;

  /** Instructions that a unit starts in a cycle, one for a warp each. */
  private static final int ISSUED = 4;

  /** Warps that a unit needs to be busy while some of them wait. */
  private static final double BUSY = 8;

  /** Bytes of weights that reach a unit in a cycle from the cache that units share. */
  private static final double BYTES = 32;

  /** Cycles of a step besides the layers, and of each barrier. */
  private static final double STEP = 800;

  private static final double BARRIER = 40;

  private final EngineSpec spec;
  private final RolloutShape shape;
  private final Gpu.Limits limits;

  TilingCost(EngineSpec spec, RolloutShape shape, Gpu.Limits limits) {
    this.spec = spec;
    this.shape = shape;
    this.limits = limits;
  }

  /** Cycles of a step of all tiles. */
  double of(Tiling tiling) {
    long blocks = (spec.config().plans() + tiling.rows() - 1) / tiling.rows();
    double each = (double) spec.problems() * spec.apart() * blocks / limits.units();
    double warps = (double) tiling.items() / WARP;
    warps = limits.cpu() ? warps : Math.ceil(warps);
    double instructions = 0;
    double bytes = 0;
    for (RolloutShape.Layer layer : shape.layers()) {
      int share = (layer.outputs() + tiling.lanes() - 1) / tiling.lanes();
      int loads = share + (tiling.rowsPerItem() + 3) / 4 + 1;
      instructions +=
          (double) layer.inputs() * warps * (share * tiling.rowsPerItem() + loads) / ISSUED;
      bytes += (double) layer.inputs() * share * tiling.lanes() * Float.BYTES;
    }
    double busy = Math.min(1, warps * Math.max(1, each) / BUSY);
    double work = Math.max(instructions / busy, bytes / BYTES);
    double waiting = STEP + 2 * BARRIER * shape.layers().size();
    int turns = spec.particles() / spec.apart();
    return limits.cpu()
        ? instructions / tiling.rows()
        : (work + waiting) * turns * Math.max(1, each);
  }
}
