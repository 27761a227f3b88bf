package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import org.jocl.CL;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;

/** A kernel object of its own, whose arguments are set. */
final class OpenClLaunch implements Gpu.Launch {
  private final String name;
  private final cl_kernel kernel;
  private final long[] global;
  private final long[] local;
  private final Owned.Handle handle;

  OpenClLaunch(String name, cl_kernel kernel, int groups, int items, Owned.Handle handle) {
    this.name = name;
    this.kernel = kernel;
    this.handle = handle;
    global = new long[] {(long) groups * items};
    local = new long[] {items};
  }

  void run(cl_command_queue queue) {
    handle.check();
    int code = CL.clEnqueueNDRangeKernel(queue, kernel, 1, null, global, local, 0, null, null);
    if (code != CL.CL_SUCCESS) {
      throw Codes.failed(
          code,
          "starting kernel " + name + " with " + global[0] / local[0] + " groups of " + local[0]
              + " work-items");
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
