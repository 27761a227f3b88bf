package dev.foresight.engine.opencl;

import dev.foresight.Backend;
import dev.foresight.Devices;
import dev.foresight.engine.kernel.KernelCache;

/** The first OpenCL device, or why a test is skipped. */
final class DeviceForTests {
  private DeviceForTests() {}

  static OpenClGpu open() {
    need();
    return OpenCl.gpu(0, KernelCache.off());
  }

  /** Skips, or fails where OpenCL is required, unless there is a device. */
  static void need() {
    Devices.assume(Backend.OPENCL);
  }
}
