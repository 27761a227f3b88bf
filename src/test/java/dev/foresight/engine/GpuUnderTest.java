package dev.foresight.engine;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.GuardedEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An engine of kernels, whose gaps between arrays are found whole in the end. Where JUnit is told to
 * ({@code -Djunit.jupiter.execution.parallel.enabled=true}) its tests run side by side.
 */
@Tag("device")
@Execution(ExecutionMode.CONCURRENT)
interface GpuUnderTest extends EngineUnderTest {

  /** Opens a device for one engine. */
  Gpu gpu();

  @Override
  default Engine open(EngineSpec spec) {
    return GuardedEngine.open(spec, gpu());
  }
}
