package dev.foresight.engine;

import dev.foresight.Backend;
import dev.foresight.Devices;
import dev.foresight.KeptContext;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.opencl.OpenCl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hundreds of kernels, each run once: what matters is what they say, not how well it is compiled. */
@ExtendWith(KeptContext.class)
class OpenClEngineTest implements PlanParts, KernelContract {
  @BeforeAll
  static void thereIsADevice() {
    Devices.assume(Backend.OPENCL);
  }

  @Override
  public Gpu gpu() {
    return OpenCl.gpu(0, "-cl-opt-disable");
  }
}
