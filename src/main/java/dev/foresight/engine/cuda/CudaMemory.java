package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import jcuda.driver.CUdeviceptr;

/** Memory of the GPU. */
record CudaMemory(CUdeviceptr pointer, long words, Owned.Handle handle) implements Gpu.Memory {
  @Override
  public void close() {
    handle.close();
  }
}
