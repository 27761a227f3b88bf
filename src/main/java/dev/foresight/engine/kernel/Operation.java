package dev.foresight.engine.kernel;

import dev.foresight.PlannerConfig;
import dev.foresight.engine.EngineSpec;
import java.util.Locale;

/** The kernels: the operations, the start of an episode, and the second part of sample. */
enum Operation {
  RESET,
  SHIFT,
  PROPOSE,
  SAMPLE,
  LIMIT,
  ROLLOUT,
  SCORE,
  WEIGH,
  FIT,
  DISAGREE;

  /** Whether the kernel reads or writes what a reset sets. */
  boolean followsReset(PlannerConfig config) {
    return switch (this) {
      case SHIFT, PROPOSE, SAMPLE, FIT -> true;
      case ROLLOUT -> Arena.drawsMembers(config);
      default -> false;
    };
  }

  /** Whether a work-group shares out networks, as a tiling says. */
  boolean tiled() {
    return this == ROLLOUT || this == PROPOSE || this == DISAGREE;
  }

  /** An engine's spec as the kernel sees it. */
  EngineSpec seen(EngineSpec spec) {
    return this == PROPOSE ? spec.alongMean() : spec;
  }

  /** Whether an engine has any use for the kernel. */
  boolean neededBy(EngineSpec spec) {
    return switch (this) {
      case LIMIT -> spec.actions().limited();
      case PROPOSE -> spec.proposes();
      case DISAGREE -> spec.members() > 1;
      default -> true;
    };
  }

  /** The name of an engine's kernel, and of its file; where all futures are taken together it is another. */
  String kernel(EngineSpec spec) {
    boolean joint = this == ROLLOUT && spec.joint();
    return joint ? "joint" : name().toLowerCase(Locale.ROOT);
  }
}
