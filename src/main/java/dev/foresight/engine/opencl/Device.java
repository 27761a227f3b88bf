package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * A device and what is known about it before anything is opened.
 *
 * @param name of the device
 * @param driver its driver's version
 * @param platformName of who made the driver
 * @param platformVersion the driver's, with how it was built
 * @param type bits of {@code CL_DEVICE_TYPE}
 * @param version {@code OpenCL <major>.<minor> <vendor's>}
 * @param compiler whether it can compile source
 * @param globalBytes all memory
 * @param limits for engines
 */
record Device(
    cl_platform_id platform,
    cl_device_id id,
    String name,
    String driver,
    String platformName,
    String platformVersion,
    long type,
    String version,
    boolean compiler,
    long globalBytes,
    Gpu.Limits limits) {

  static Device of(cl_platform_id platform, cl_device_id id) {
    Info info = Info.of(id);
    String name = info.text(CL.CL_DEVICE_NAME);
    String driver = info.text(CL.CL_DRIVER_VERSION);
    Info about = Info.of(platform);
    long type = info.number(CL.CL_DEVICE_TYPE);
    Gpu.Limits limits = new Gpu.Limits(
        name + " (driver " + driver + ")",
        info.number(CL.CL_DEVICE_LOCAL_MEM_SIZE),
        (int) Math.min(Integer.MAX_VALUE, info.number(CL.CL_DEVICE_MAX_WORK_GROUP_SIZE)),
        (int) info.number(CL.CL_DEVICE_MAX_COMPUTE_UNITS),
        info.number(CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        (type & CL.CL_DEVICE_TYPE_CPU) != 0);
    return new Device(
        platform,
        id,
        name,
        driver,
        about.text(CL.CL_PLATFORM_NAME),
        about.text(CL.CL_PLATFORM_VERSION),
        type,
        info.text(CL.CL_DEVICE_VERSION),
        info.number(CL.CL_DEVICE_COMPILER_AVAILABLE) != 0,
        info.number(CL.CL_DEVICE_GLOBAL_MEM_SIZE),
        limits);
  }

  /** GPUs first, then accelerators, then processors. */
  int rank() {
    if ((type & CL.CL_DEVICE_TYPE_GPU) != 0) {
      return 0;
    }
    return limits.cpu() ? 2 : 1;
  }

  /** Why this device cannot run kernels. */
  Optional<String> whyNot() {
    if (!compiler) {
      return Optional.of(name
          + " has no OpenCL compiler; install its vendor's full driver or choose another device");
    }
    if (version.startsWith("OpenCL 1.0") || version.startsWith("OpenCL 1.1")) {
      return Optional.of(name + " offers " + version.strip()
          + ", and kernels need OpenCL 1.2; install a newer driver or choose another device");
    }
    return Optional.empty();
  }

  String describe() {
    String kind = new String[] {"GPU", "accelerator", "CPU"}[rank()];
    return name + " (" + kind + ", " + limits.units() + " units, " + globalBytes / (1 << 20)
        + " MiB), driver " + driver + ", " + platformName;
  }
}
