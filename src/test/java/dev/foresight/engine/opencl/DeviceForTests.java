package dev.foresight.engine.opencl;

import dev.foresight.Backend;
import dev.foresight.Devices;
import dev.foresight.engine.kernel.KernelCache;

/** The first OpenCL device, or why a test is skipped. */
final class DeviceForTests {
  /** {@code data[i] = data[i] * times + more[i % 2] + by}. */
  static final String ADD = """
      __kernel GROUP(8) void add(__global int *data, __global const int *more,
          const int by, const int times)
      {
          int i = (int) get_global_id(0);
          data[i] = data[i] * times + more[i % 2] + by;
      }
      """;

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
