package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import org.jocl.cl_mem;

/** A buffer. */
record OpenClMemory(cl_mem mem, long words, Owned.Handle handle) implements Gpu.Memory {
  @Override
  public void close() {
    handle.close();
  }
}
