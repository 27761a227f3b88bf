package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import java.util.Optional;

/** Which rollouts tensor cores take, and in which precision. */
final class TensorCores {
  /**
   * Weights of a member from which on they are used unasked: two layers of 64 units. With fewer, a step is more
   * formulas and barriers than products.
   */
  private static final long WORTH = 4096;

  private TensorCores() {}

  /**
   * The precision of a rollout's products: the one that was asked for, or the fastest whose returns are within the
   * bound of {@link Precision#FP32}.
   */
  static Precision precision(EngineSpec spec, Gpu.Limits limits) {
    return spec.precision()
        .orElseGet(() -> whyNot(spec, limits).isEmpty() && worth(spec.model())
            ? Precision.BF16X6
            : Precision.FP32);
  }

  /** Throws where a precision was asked for that cannot be had. */
  static void check(EngineSpec spec, Gpu.Limits limits) {
    if (spec.precision().orElse(Precision.FP32) != Precision.FP32) {
      whyNot(spec, limits).ifPresent(reason -> {
        throw refused(spec, reason);
      });
    }
  }

  static BackendException refused(EngineSpec spec, String reason) {
    return new BackendException("precision " + spec.precision().orElseThrow() + " cannot be had: "
        + reason + "; use precision FP32, or none to leave it to the device");
  }

  private static boolean worth(WorldModel model) {
    return ((Ensemble) model.dynamics())
            .members().get(0).layers().stream()
                .mapToLong(layer -> (long) layer.inputs() * layer.outputs())
                .sum()
        >= WORTH;
  }

  /** Why a rollout cannot be on tensor cores; empty if it can, but for the size of a tile. */
  static Optional<String> whyNot(EngineSpec spec, Gpu.Limits limits) {
    WorldModel model = spec.model();
    if (limits.tensorBytes() == 0) {
      return Optional.of("there are no tensor cores that kernels can use on " + limits.name());
    } else if (!(model.dynamics() instanceof Ensemble)) {
      return Optional.of("the dynamics are formulas, not an ensemble of networks");
    } else if (spec.mixture() || spec.joint()) {
      return Optional.of("propagation " + spec.config().propagation()
          + " takes all members or all futures of a step together, not one");
    } else if (!(model.reward() instanceof Expr) || !(model.value() instanceof Expr)) {
      return Optional.of("the reward or the terminal value is a network, not a formula");
    } else if (model.policy().isPresent()) {
      return Optional.of("the model has a policy");
    }
    return Optional.empty();
  }
}
