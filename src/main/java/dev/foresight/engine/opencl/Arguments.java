package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/** Kernel objects with their arguments set. An object keeps the memory it was given. */
final class Arguments {
  private Arguments() {}

  static cl_kernel kernel(
      Device device, OpenClKernel from, int items, Gpu.Memory[] memory, int[] numbers) {
    int[] code = new int[1];
    cl_kernel kernel = CL.clCreateKernel(from.program(), from.name(), code);
    Codes.check(code[0], "taking kernel " + from.name() + " out of its program");
    int retained = 0;
    boolean made = false;
    try {
      checkItems(device, from, kernel, items);
      int place = 0;
      for (Gpu.Memory each : memory) {
        OpenClMemory buffer = (OpenClMemory) each;
        buffer.handle().check();
        set(kernel, from, place++, Sizeof.cl_mem, Pointer.to(buffer.mem()));
        Codes.check(CL.clRetainMemObject(buffer.mem()), "keeping memory for " + from.name());
        retained++;
      }
      for (int number : numbers) {
        set(kernel, from, place++, Sizeof.cl_int, Pointer.to(new int[] {number}));
      }
      made = true;
      return kernel;
    } finally {
      if (!made) {
        release(kernel, from, java.util.Arrays.copyOf(memory, retained));
      }
    }
  }

  private static void set(
      cl_kernel kernel, OpenClKernel from, int place, long size, Pointer value) {
    Codes.check(
        CL.clSetKernelArg(kernel, place, size, value),
        "setting argument " + place + " (" + size + " bytes) of kernel " + from.name());
  }

  private static void checkItems(Device device, OpenClKernel from, cl_kernel kernel, int items) {
    Info info = (what, bytes, into, size) ->
        CL.clGetKernelWorkGroupInfo(kernel, device.id(), what, bytes, into, size);
    long most = info.number(CL.CL_KERNEL_WORK_GROUP_SIZE);
    long local = info.number(CL.CL_KERNEL_LOCAL_MEM_SIZE);
    if (items > most || local > device.limits().localBytes()) {
      throw new BackendException("kernel " + from.name() + " needs groups of " + items
          + " work-items with " + local + " bytes of local memory, and " + device.name()
          + " gives it " + most + " with " + device.limits().localBytes()
          + "; choose another device or the backend cpu");
    }
  }

  static void release(cl_kernel kernel, OpenClKernel from, Gpu.Memory[] memory) {
    Codes.check(CL.clReleaseKernel(kernel), "releasing a launch of " + from.name());
    for (Gpu.Memory each : memory) {
      Buffers.release(((OpenClMemory) each).mem(), "a launch of " + from.name());
    }
  }
}
