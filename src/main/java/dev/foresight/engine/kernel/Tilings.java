package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;

/** Chooses how the rollout is tiled on a device. */
final class Tilings {
  private Tilings() {}

  static Tiling choose(EngineSpec spec, Gpu.Limits limits) {
    boolean networks = !ModelText.networks(spec.model()).isEmpty();
    return networks ? new Tiling(16, 40, 8) : new Tiling(32, 1, 1);
  }
}
