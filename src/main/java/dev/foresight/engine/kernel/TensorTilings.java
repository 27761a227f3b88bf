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
  private static final int FEWEST_ITEMS = 128;
  private static final int MOST_ITEMS = 512;

  /** Registers of a multiprocessor, of an item at most, and of an item beside sums and factors. */
  private static final int REGISTERS = 1 << 16;

  private static final int MOST_REGISTERS = 255;
  private static final int OTHER_REGISTERS = 48;

  /** Groups that share a multiprocessor: while one has its activations, another has products. */
  private static final int[] TOGETHER = {1, 2};

  private TensorTilings() {}

  /** Every tiling that fits, the one that should be the fastest first; none if a plan's activations find no room. */
  static List<Tiling> candidates(
      EngineSpec spec, Gpu.Limits limits, Precision precision, int lanes) {
    List<Tiling> fitting = new ArrayList<>();
    for (int bands = 1; bands <= MOST_BANDS; bands++) {
      for (int rows = 1; rows <= bands; rows++) {
        for (int columns : COLUMNS) {
          for (int together : TOGETHER) {
            Warps warps = new Warps(precision, rows, columns, limits.tensorBytes() / together);
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
    int together = (int) (limits.tensorBytes() / warps.groupBytes());
    return warps.columns() <= pairs
        && items >= Math.min(FEWEST_ITEMS, Warps.LANES * pairs)
        && items >= tiling.rows()
        && items <= Math.min(MOST_ITEMS, limits.groupItems())
        && registers(tiling, pairs) <= Math.min(MOST_REGISTERS, REGISTERS / (items * together))
        && TensorLayout.of(spec, tiling).bytes() <= warps.groupBytes();
  }

  /** Of an item: sums, two groups of weights, a factor. */
  private static int registers(Tiling tiling, int pairs) {
    Warps warps = tiling.warps().orElseThrow();
    int share = warps.share(pairs);
    int bands = tiling.rows() / Warps.BAND / warps.rows();
    return 8 * bands * share + 8 * share * warps.terms() + 4 * warps.terms() + OTHER_REGISTERS;
  }
}
