package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.util.Optional;

/**
 * How work is spread over work-groups.
 *
 * @param items work-items in a group of every kernel that has no tiling
 * @param tiling the rollout's, and that of propose
 * @param members that of disagree, whose rows are members
 */
record Geometry(int items, Tiling tiling, Tiling members) {
  /** Plans in a tile of a group that correlates noise. */
  static final int SAMPLED = 32;

  private static final int MOST_GROUPS = 1 << 16;
  private static final int WORDS = 4;

  static Geometry of(EngineSpec spec, Gpu.Limits limits, Tiling tiling) {
    int items = 32;
    while (items < 256 && items < spec.config().plans()) {
      items *= 2;
    }
    int most = Integer.highestOneBit(limits.groupItems());
    return new Geometry(Math.min(items, most), tiling, Tilings.ofMembers(spec, limits, tiling));
  }

  /** Most blocks of the random number generator that the noise of one plan lies in. */
  static int blocks(EngineSpec spec) {
    int numbers = spec.config().noise().knots(spec.steps()) * spec.actionSize();
    int latest = numbers % WORDS == 0 ? 0 : numbers % 2 == 0 ? 2 : 3;
    return (int) whole(latest + numbers, WORDS);
  }

  /** How tensor cores share out an operation, if they have it. */
  Optional<Warps> warps(Operation operation) {
    return operation == Operation.ROLLOUT ? tiling.warps() : Optional.empty();
  }

  /** Group memory that a launch asks for. */
  long askedBytes(Operation operation, EngineSpec spec) {
    return warps(operation).isPresent() ? TensorLayout.of(spec, tiling).bytes() : 0;
  }

  /** Of an operation that has one. */
  Tiling tiling(Operation operation) {
    return operation == Operation.DISAGREE ? members : tiling;
  }

  int items(Operation operation) {
    return operation.tiled() ? tiling(operation).items() : items;
  }

  /** Kernels stride over what is left where this is less than all. */
  int groups(Operation operation, EngineSpec spec, Round round) {
    long problems = spec.problems();
    long plans = round.plans();
    int numbers = spec.steps() * spec.actionSize();
    int remembered = Round.remembered(spec.config());
    int proposed = spec.config().proposals();
    long groups =
        switch (operation) {
          case RESET -> whole(problems * numbers * (1 + remembered + proposed), items);
          case SHIFT -> problems * (1 + remembered);
          case PROPOSE -> problems * whole(proposed, tiling.rows());
          case SAMPLE ->
            Arena.correlated(spec)
                ? problems * whole(plans, SAMPLED)
                : whole(problems * blocks(spec) * plans, items);
          case LIMIT -> whole(problems * spec.actionSize() * plans, items);
          case ROLLOUT -> problems * spec.apart() * whole(plans, tiling.rows());
          case SCORE -> whole(problems * plans, items);
          case WEIGH -> problems;
          case FIT -> problems * (numbers + 1);
          case DISAGREE -> problems;
        };
    return (int) Math.min(groups, MOST_GROUPS);
  }

  private static long whole(long count, int size) {
    return (count + size - 1) / size;
  }
}
