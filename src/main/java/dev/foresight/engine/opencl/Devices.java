package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jocl.CL;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * What OpenCL offers here, found out once.
 *
 * @param list all devices of all platforms that answer: GPUs, then accelerators, then processors
 * @param problem why there are none, and what would help; empty if there are some
 */
record Devices(List<Device> list, String problem) {
  private static final int NO_PLATFORM = -1001;
  private static final String REMEDY =
      "; install the OpenCL driver of the GPU's vendor, or for the CPU on Debian: "
          + "apt-get install pocl-opencl-icd";

  static Devices none(String problem) {
    return new Devices(List.of(), problem);
  }

  static Devices find() {
    int[] count = new int[1];
    int code = CL.clGetPlatformIDs(0, null, count);
    if (code == NO_PLATFORM || code == CL.CL_SUCCESS && count[0] == 0) {
      return none("libOpenCL is here, but no OpenCL driver is registered with it" + REMEDY);
    }
    Codes.check(code, "asking for the number of platforms");
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    Codes.check(CL.clGetPlatformIDs(count[0], platforms, null), "asking for platforms");
    List<Device> all = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (cl_platform_id platform : platforms) {
      try {
        for (cl_device_id device : devices(platform)) {
          all.add(Device.of(platform, device));
        }
      } catch (BackendException e) {
        failures.add(" (" + e.getMessage() + ")");
      }
    }
    all.sort(Comparator.comparingInt(Device::rank));
    return all.isEmpty()
        ? none("OpenCL's drivers see no device" + String.join("", failures) + REMEDY)
        : new Devices(List.copyOf(all), "");
  }

  private static cl_device_id[] devices(cl_platform_id platform) {
    int[] count = new int[1];
    int code = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
    if (code == CL.CL_DEVICE_NOT_FOUND) {
      return new cl_device_id[0];
    }
    Codes.check(code, "asking for the number of devices");
    cl_device_id[] devices = new cl_device_id[count[0]];
    Codes.check(
        CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, count[0], devices, null),
        "asking for devices");
    return devices;
  }
}
