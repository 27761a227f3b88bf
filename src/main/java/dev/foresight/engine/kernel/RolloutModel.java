package dev.foresight.engine.kernel;

import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Precision;
import dev.foresight.ScalarFunction;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A world model as the rollout kernel has it.
 *
 * @param text the generated file {@code model.h}: sizes and formulas, but no weights
 * @param key equal keys mean equal weights
 * @param weights all numbers of the networks, as {@code text} reads them
 */
record RolloutModel(String text, Object key, Supplier<float[]> weights) {

  /** The very same object: weights are never changed, and comparing them takes too long. */
  private record Same(Object object) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Same same && same.object == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  /** What the weights are made of, and the layout that they have. */
  private record Key(List<Same> parts, int lanes, Optional<Precision> factors) {}

  static RolloutModel of(EngineSpec spec, Tiling tiling) {
    Numbers numbers = new Numbers(tiling.lanes());
    String text = ModelText.of(spec, tiling, numbers);
    WorldModel model = spec.model();
    List<Same> parts = new ArrayList<>();
    Object[] all = {
      model.dynamics(), model.reward(), model.value(), model.policy().orElse(null)
    };
    for (Object part : all) {
      if (part instanceof Ensemble || part instanceof ScalarFunction && !(part instanceof Expr)) {
        parts.add(new Same(part));
      }
    }
    return new RolloutModel(
        text,
        new Key(parts, tiling.lanes(), tiling.warps().map(Warps::precision)),
        numbers::values);
  }
}
