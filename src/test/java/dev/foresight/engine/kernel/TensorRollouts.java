package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;
import java.util.Optional;

/** Which rollouts tensor cores take. */
public final class TensorRollouts {
  private TensorRollouts() {}

  /** Why a rollout cannot be on a device's tensor cores; empty if it can. */
  public static Optional<String> whyNot(EngineSpec spec, Gpu gpu) {
    return TensorCores.whyNot(spec, gpu.limits());
  }
}
