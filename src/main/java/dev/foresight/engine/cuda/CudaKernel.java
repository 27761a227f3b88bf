package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import jcuda.driver.CUfunction;

/**
 * A kernel of a module of its own.
 *
 * @param items most work-items in a group of it
 * @param askedBytes shared memory that a launch asks for
 */
record CudaKernel(String name, CUfunction function, int items, int askedBytes, Owned.Handle handle)
    implements Gpu.Kernel {
  @Override
  public void close() {
    handle.close();
  }
}
