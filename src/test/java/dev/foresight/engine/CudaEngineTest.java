package dev.foresight.engine;

import dev.foresight.engine.cuda.Cuda;
import dev.foresight.engine.kernel.Gpu;
import org.junit.jupiter.api.BeforeAll;

class CudaEngineTest extends EngineContract implements KernelContract {
  @BeforeAll
  static void thereIsADevice() {
    Required.orSkip("cuda", Cuda.whyNot(0));
  }

  @Override
  public Gpu gpu() {
    return Cuda.gpu(0);
  }
}
