package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Shared;
import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;

/** A device's context, one for all open engines, with the memory that they share. */
final class DeviceContext {
  private static final Shared<Device, DeviceContext> OPEN = new Shared<>(DeviceContext::release);

  private final cl_context context;
  private final Shared<Object, Filled> memory =
      new Shared<>(shared -> Buffers.release(shared.mem(), "shared content"));

  /** Memory with content. */
  record Filled(cl_mem mem, long words) {}

  private DeviceContext(Device device) {
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
    int[] code = new int[1];
    context = CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, code);
    Codes.check(code[0], "creating a context on " + device.name());
  }

  static Shared.Lease<DeviceContext> of(Device device) {
    return OPEN.get(device, () -> new DeviceContext(device));
  }

  /** How many devices have a context now. */
  static int open() {
    return OPEN.size();
  }

  cl_context context() {
    return context;
  }

  Shared<Object, Filled> memory() {
    return memory;
  }

  /** How many handles hold on to this context, as OpenCL counts. */
  int users() {
    Info info = (what, bytes, into, size) -> CL.clGetContextInfo(context, what, bytes, into, size);
    return (int) info.number(CL.CL_CONTEXT_REFERENCE_COUNT);
  }

  private void release() {
    Codes.check(CL.clReleaseContext(context), "releasing a context");
  }
}
