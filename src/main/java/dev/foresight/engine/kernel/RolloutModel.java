package dev.foresight.engine.kernel;

import dev.foresight.WorldModel;
import java.util.function.Supplier;

/**
 * A world model as the rollout kernel has it.
 *
 * @param text the generated file {@code model.h}: sizes and formulas, but no weights
 * @param key equal keys mean equal weights
 * @param weights all numbers of the networks, as {@code text} reads them
 */
record RolloutModel(String text, Object key, Supplier<float[]> weights) {

  static RolloutModel of(WorldModel model, Tiling tiling) {
    return new RolloutModel("", "", () -> new float[1]);
  }
}
