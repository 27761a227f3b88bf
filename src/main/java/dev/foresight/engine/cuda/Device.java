package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import java.nio.charset.StandardCharsets;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.JCudaDriver;

/**
 * A GPU and what is known about it before anything is opened.
 *
 * @param number that the driver gives it
 * @param capability compute capability, 90 for 9.0
 * @param driver the newest CUDA that the driver knows, 13000 for 13.0
 * @param memoryBytes all memory
 * @param limits for engines
 */
record Device(
    int number, String name, int capability, int driver, long memoryBytes, Gpu.Limits limits) {
  /** What a kernel may declare; more would have to be asked for at each launch. */
  private static final int STATIC_SHARED_BYTES = 48 << 10;

  /** The first compute capability whose tensor cores multiply bfloat16 and TF32. */
  private static final int TENSOR_CORES = 80;

  static Device of(int number) {
    CUdevice device = handle(number);
    byte[] name = new byte[256];
    Codes.check(
        JCudaDriver.cuDeviceGetName(name, name.length, device),
        "asking for the name of GPU " + number);
    String text = new String(name, StandardCharsets.UTF_8).split("\0", 2)[0].strip();
    long[] bytes = new long[1];
    Codes.check(
        JCudaDriver.cuDeviceTotalMem(bytes, device), "asking for the memory of GPU " + number);
    int[] driver = new int[1];
    Codes.check(JCudaDriver.cuDriverGetVersion(driver), "asking for the driver's version");
    int capability =
        10 * attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
            + attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    Gpu.Limits limits = new Gpu.Limits(
        text + " (sm_" + capability + ", driver for CUDA " + release(driver[0]) + ")",
        Math.min(
            STATIC_SHARED_BYTES,
            attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK)),
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK),
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
        bytes[0],
        false,
        capability < TENSOR_CORES
            ? 0
            : attribute(
                device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN));
    return new Device(number, text, capability, driver[0], bytes[0], limits);
  }

  static CUdevice handle(int number) {
    CUdevice device = new CUdevice();
    Codes.check(JCudaDriver.cuDeviceGet(device, number), "taking GPU " + number);
    return device;
  }

  private static int attribute(CUdevice device, int attribute) {
    int[] value = new int[1];
    Codes.check(
        JCudaDriver.cuDeviceGetAttribute(value, attribute, device),
        () -> "asking for " + CUdevice_attribute.stringFor(attribute));
    return value[0];
  }

  /** 13.0 for 13000. */
  private static String release(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }

  String describe() {
    return limits.name() + ", " + limits.units() + " multiprocessors, " + memoryBytes / (1 << 20)
        + " MiB";
  }
}
