package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;

/**
 * How work is spread over work-groups.
 *
 * @param items work-items in a group of every kernel but the rollout
 * @param tiling the rollout's
 */
record Geometry(int items, Tiling tiling) {
  private static final int MOST_GROUPS = 1 << 16;

  static Geometry of(EngineSpec spec, Gpu.Limits limits, Tiling tiling) {
    int items = 32;
    while (items < 256 && items < spec.config().plans()) {
      items *= 2;
    }
    return new Geometry(Math.min(items, limits.groupItems()), tiling);
  }

  int items(Operation operation) {
    return operation == Operation.ROLLOUT ? tiling.items() : items;
  }

  /** Kernels stride over what is left where this is less than all. */
  int groups(Operation operation, EngineSpec spec, Round round) {
    long problems = spec.problems();
    long plans = round == null ? 1 : round.plans();
    int steps = spec.config().horizon() * spec.actionSize();
    int remembered = Round.remembered(spec.config());
    long groups =
        switch (operation) {
          case RESET -> whole(problems * steps * (1 + remembered), items);
          case SHIFT -> whole(problems * spec.actionSize() * (1 + remembered), items);
          case SAMPLE ->
            Arena.correlated(spec)
                ? problems * whole(plans, items)
                : whole(problems * steps * plans, items);
          case ROLLOUT -> problems * spec.particles() * whole(plans, tiling.rows());
          case SCORE -> whole(problems * plans, items);
          case WEIGH -> problems;
          case FIT -> problems * (steps + 1);
        };
    return (int) Math.min(groups, MOST_GROUPS);
  }

  private static long whole(long count, int size) {
    return (count + size - 1) / size;
  }
}
