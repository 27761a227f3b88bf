package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;

/** Chooses how the rollout is tiled on a device. */
final class Tilings {
  private Tilings() {}

  static Tiling choose(EngineSpec spec, Gpu.Limits limits) {
    return new Tiling(32, 32, 32);
  }
}
