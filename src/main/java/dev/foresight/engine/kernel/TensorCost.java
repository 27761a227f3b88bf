package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;

/**
 * About how long a rollout on tensor cores takes with a tiling: a model of an H100 that only has to put tilings in order.
 * What counts: products, with what idle quarters of a multiprocessor lose; weights that are read anew in each step;
 * activations, beside which products of other bands or another group can run; barriers.
 */
final class TensorCost {
  /** Multiply-adds of a multiprocessor in a cycle that mma.sync reaches in bfloat16; half as many in TF32. */
  private static final double PRODUCTS = 1270;

  /** Bytes of weights that reach a unit in a cycle from the cache that units share. */
  private static final double BYTES = 32;

  /** Instructions for an activation, and how many a multiprocessor starts in a cycle, lane by lane. */
  private static final double ACTIVATION = 20;

  private static final double ISSUED = 128;

  /** Quarters of a multiprocessor, each with a tensor core; warps are dealt out to them in turn. */
  private static final int QUARTERS = 4;

  /** Warps that a multiprocessor needs to be busy while some of them wait. */
  private static final double BUSY = 8;

  /** Cycles of a step besides the layers, and of each barrier. */
  private static final double STEP = 1500;

  private static final double BARRIER = 40;

  private final EngineSpec spec;
  private final RolloutShape shape;
  private final Gpu.Limits limits;

  TensorCost(EngineSpec spec, Gpu.Limits limits) {
    this.spec = spec;
    this.limits = limits;
    shape = RolloutShape.of(spec);
  }

  /** Cycles of a step of all tiles. */
  double of(Tiling tiling) {
    Warps warps = tiling.warps().orElseThrow();
    int together = warps.together();
    long blocks = (spec.config().plans() + tiling.rows() - 1) / tiling.rows();
    double tiles = (double) spec.problems() * spec.particles() * blocks / limits.units();
    double turns = Math.ceil(tiles / together);
    double each = Math.min(together, Math.ceil(tiles));
    TensorLayout layout = TensorLayout.of(spec, tiling);
    double products = 0;
    double bytes = 0;
    double activations = 0;
    for (int i = 0; i < shape.layers().size(); i++) {
      RolloutShape.Layer layer = shape.layers().get(i);
      int pairs = Warps.pairs(layer.outputs());
      int inputs = Warps.pairs(layer.inputs()) * Warps.PAIR;
      double share = busiest(warps, pairs) * QUARTERS;
      double bands = (double) tiling.rows() / Warps.BAND / warps.rows();
      products += inputs * share * Warps.PAIR * bands * Warps.BAND * warps.products();
      bytes += layout.staged().get(i) >= 0
          ? 0
          : (double) inputs * pairs * Warps.PAIR * warps.terms() * (warps.tf32() ? 4 : 2);
      activations += (double) pairs * Warps.PAIR * tiling.rows() * ACTIVATION / ISSUED;
    }
    products /= warps.tf32() ? PRODUCTS / 2 : PRODUCTS;
    double busy = Math.min(1, each * warps.rows() * warps.columns() / BUSY);
    double work = each * Math.max(products / busy, bytes / BYTES);
    double rest =
        each * activations / busy + STEP + 2 * BARRIER * shape.layers().size();
    return turns
        * (each * warps.rows() > 1 ? Math.max(work, rest) + Math.min(work, rest) / 4 : work + rest);
  }

  /** Pairs that the quarter with most of them has, for a band of each of its warps. */
  private static int busiest(Warps warps, int pairs) {
    int[] load = new int[QUARTERS];
    for (int warp = 0; warp < warps.rows() * warps.columns(); warp++) {
      int column = (warp + warp / warps.columns()) % warps.columns();
      for (int pair = column; pair < pairs; pair += warps.columns()) {
        load[warp % QUARTERS]++;
      }
    }
    return java.util.Arrays.stream(load).max().orElseThrow();
  }
}
