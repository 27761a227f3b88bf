package dev.foresight.engine;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.GuardedEngine;
import org.junit.jupiter.api.Tag;

/** An engine of kernels, whose gaps between arrays are found whole in the end. */
@Tag("device")
interface GpuUnderTest extends EngineUnderTest {

  /** Opens a device for one engine. */
  Gpu gpu();

  @Override
  default Engine open(EngineSpec spec) {
    return GuardedEngine.open(spec, gpu());
  }
}
