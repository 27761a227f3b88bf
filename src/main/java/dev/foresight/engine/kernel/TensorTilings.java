package dev.foresight.engine.kernel;

import dev.foresight.Precision;
import dev.foresight.engine.EngineSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tilings of a rollout on tensor cores. Returns do not depend on the choice, bit for bit. */
final class TensorTilings {
  private static final int MOST_BANDS = 8;
  private static final int[] COLUMNS = {1, 2, 4, 8};
  private static final int[] TOGETHER = {1, 2};

  /** Items of a group; fewer where a layer has no work for them. */
  private static final int FEWEST_ITEMS = 128;

  private static final int MOST_ITEMS = 512;

  /** Registers of a multiprocessor, and of an item. */
  private static final int REGISTERS = 1 << 16;

  private static final int MOST_REGISTERS = 255;

  /**
   * What {@link #hasRegisters} goes by, found with nvcc 13.0: registers besides those that it counts, the most of these
   * where factors have several terms, and the most pairs of an item. With 48, 148 and 8 a preset spills 20 to 100 bytes.
   */
  private static final int OTHER_REGISTERS = 52;

  private static final int MOST_WITH_TERMS = 144;
  private static final int MOST_SHARE = 7;

  /** Pairs whose products are under way at a time, as {@code layers.h} has it. */
  private static final int BESIDE = 2;

  private TensorTilings() {}

  /** Every tiling that fits, the one that should be the fastest first; none if a plan's activations find no room. */
  static List<Tiling> candidates(
      EngineSpec spec, Gpu.Limits limits, Precision precision, int lanes) {
    List<Tiling> fitting = new ArrayList<>();
    for (int bands = 1; bands <= MOST_BANDS; bands++) {
      for (int rows = 1; rows <= bands; rows++) {
        for (int columns : COLUMNS) {
          for (int together : TOGETHER) {
            Warps warps = Warps.of(precision, rows, columns, together, limits);
            int plans = bands * Warps.BAND;
            Tiling tiling = new Tiling(plans, lanes, 1, Optional.of(warps));
            if (bands % rows == 0 && fits(tiling, spec, limits)) {
              fitting.add(tiling);
            }
          }
        }
      }
    }
    TensorCost cost = new TensorCost(spec, limits);
    fitting.sort(Comparator.comparingDouble(cost::of));
    return fitting;
  }

  private static boolean fits(Tiling tiling, EngineSpec spec, Gpu.Limits limits) {
    Warps warps = tiling.warps().orElseThrow();
    int items = tiling.items();
    int pairs = Warps.pairs(RolloutShape.of(spec).widestOutput());
    return warps.columns() <= pairs
        && items >= Math.min(FEWEST_ITEMS, Warps.LANES * pairs)
        && items >= tiling.rows()
        && items <= Math.min(MOST_ITEMS, limits.groupItems())
        && hasRegisters(tiling, pairs)
        && TensorLayout.of(spec, tiling).bytes() <= warps.groupBytes();
  }

  /**
   * Whether the compiler finds registers for an item's sums, those of a group of inputs where they are apart, the weights
   * of a group or two, and a factor.
   */
  private static boolean hasRegisters(Tiling tiling, int pairs) {
    Warps warps = tiling.warps().orElseThrow();
    int share = warps.share(pairs);
    int bands = tiling.rows() / Warps.BAND / warps.rows();
    int terms = warps.terms();
    int kept = 8 * share * bands + 4 * terms;
    kept += terms > 1 ? 8 * Math.min(BESIDE, share) + 4 * share * terms : 8 * share;
    int most = REGISTERS / (tiling.items() * warps.together());
    return share <= MOST_SHARE
        && kept + OTHER_REGISTERS <= Math.min(MOST_REGISTERS, most)
        && (terms == 1 || kept <= MOST_WITH_TERMS);
  }
}
