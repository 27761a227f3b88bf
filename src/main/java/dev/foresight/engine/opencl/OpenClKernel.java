package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import org.jocl.cl_program;

/** A program with its one kernel. */
record OpenClKernel(String name, cl_program program, Owned.Handle handle) implements Gpu.Kernel {
  @Override
  public void close() {
    handle.close();
  }
}
