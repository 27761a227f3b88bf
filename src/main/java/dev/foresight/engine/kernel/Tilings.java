package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import dev.foresight.Precision;
import dev.foresight.engine.EngineSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses how the rollout is tiled on a device. Returns in one precision do not depend on the tiling, bit for bit:
 * every sum is taken in the order of its inputs.
 */
final class Tilings {
  /** A warp; every group has at least as many items where plans are rolled out by formulas alone. */
  private static final int FEWEST_ITEMS = 32;

  private static final int[] ROWS = {64, 48, 40, 36, 32, 24, 16, 12, 8, 4, 2, 1};
  private static final int[] ROWS_PER_ITEM = {12, 8, 4, 2, 1};

  /** Sums that an item keeps: with more the compiler runs out of registers. */
  private static final int MOST_SUMS = 64;

  /** Above this many items each has half the registers that {@link #MOST_SUMS} need. */
  private static final int FULL_ITEMS = 256;

  /** More plans, and the activations of a tile leave a processor's first-level cache. */
  private static final int MOST_ROWS_OF_CPU = 32;

  /** Members that are taken at a time, and work-items for them. */
  private static final int MOST_MEMBERS = 16;

  private static final int MOST_ITEMS = 512;

  private Tilings() {}

  /** The tiling that should be the fastest. */
  static Tiling choose(EngineSpec spec, Gpu.Limits limits) {
    return candidates(spec, limits).get(0);
  }

  /** Every tiling that fits, the one that should be the fastest first; all on tensor cores or none. */
  static List<Tiling> candidates(EngineSpec spec, Gpu.Limits limits) {
    List<Tiling> portable = portable(spec, limits);
    Precision precision = TensorCores.precision(spec, limits);
    if (precision == Precision.FP32) {
      return portable;
    }
    List<Tiling> tensor =
        TensorTilings.candidates(spec, limits, precision, portable.get(0).lanes());
    if (tensor.isEmpty() && spec.precision().isPresent()) {
      throw TensorCores.refused(
          spec,
          "a network that wide leaves no room in " + limits.tensorBytes()
              + " bytes of shared memory for a tile of plans");
    }
    return tensor.isEmpty() ? portable : tensor;
  }

  private static List<Tiling> portable(EngineSpec spec, Gpu.Limits limits) {
    RolloutShape shape = RolloutShape.of(spec);
    if (shape.layers().isEmpty()) {
      return List.of(byFormulas(spec, limits));
    }
    List<Tiling> fitting = new ArrayList<>();
    for (int rows : ROWS) {
      for (int rowsPerItem : ROWS_PER_ITEM) {
        for (int share = 1; share * rowsPerItem <= MOST_SUMS; share++) {
          int lanes = Math.max(rowsPerItem, (shape.widestOutput() + share - 1) / share);
          Tiling tiling = new Tiling(rows, lanes, rowsPerItem);
          if (rows % rowsPerItem == 0 && fits(tiling, shape, limits)) {
            fitting.add(tiling);
          }
        }
      }
    }
    if (fitting.isEmpty()) {
      throw tooWide(shape, limits);
    }
    TilingCost cost = new TilingCost(spec, shape, limits);
    fitting.sort(Comparator.comparingDouble(cost::of));
    return fitting;
  }

  /** Of disagree, whose rows are members: weights lie as the rollout has them, so its lanes are theirs. */
  static Tiling ofMembers(EngineSpec spec, Gpu.Limits limits, Tiling rollout) {
    RolloutShape shape = RolloutShape.of(spec);
    int lanes = rollout.lanes();
    int rows = Math.min(MOST_MEMBERS, spec.members());
    while (rows > 1
        && (rows * lanes > Math.min(limits.groupItems(), MOST_ITEMS)
            || shape.bytesOfMembers(new Tiling(rows, lanes, 1)) > limits.localBytes())) {
      rows--;
    }
    return new Tiling(rows, lanes, 1);
  }

  /** An item for each plan; few in a group, so that few plans are spread over many units. */
  private static Tiling byFormulas(EngineSpec spec, Gpu.Limits limits) {
    int items = FEWEST_ITEMS;
    int most = Math.min(limits.groupItems(), FULL_ITEMS);
    long plans = (long) spec.problems() * spec.apart() * spec.config().plans();
    int wanted = limits.cpu() ? 1 : 8;
    while (2 * items <= most && plans / (2L * items) >= (long) wanted * limits.units()) {
      items *= 2;
    }
    return new Tiling(Math.min(items, most), 1, 1);
  }

  private static boolean fits(Tiling tiling, RolloutShape shape, Gpu.Limits limits) {
    int share = (shape.widestOutput() + tiling.lanes() - 1) / tiling.lanes();
    int sums = tiling.items() <= FULL_ITEMS ? MOST_SUMS : MOST_SUMS / 2;
    return tiling.items() <= limits.groupItems()
        && (!limits.cpu() || tiling.rows() <= MOST_ROWS_OF_CPU)
        && share * tiling.rowsPerItem() <= sums
        && shape.groupBytes(tiling) <= limits.localBytes();
  }

  private static BackendException tooWide(RolloutShape shape, Gpu.Limits limits) {
    int lanes = (shape.widestOutput() + MOST_SUMS - 1) / MOST_SUMS;
    return new BackendException("a network " + shape.widest() + " wide and "
        + shape.states() + " states need " + shape.groupBytes(new Tiling(1, lanes, 1))
        + " bytes of group memory and " + lanes + " work-items for a single plan; "
        + limits.name() + " has " + limits.localBytes() + " bytes and " + limits.groupItems()
        + " work-items in a group; use narrower layers or the backend cpu");
  }
}
