package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.kernel.BundledLibrary;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import dev.foresight.engine.kernel.KernelDescent;
import dev.foresight.engine.kernel.KernelEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jocl.LibUtils;

/**
 * The way in to OpenCL. Devices are numbered over all platforms: GPUs first, then accelerators, then
 * processors. Loads, and answers, where JOCL or OpenCL is missing.
 */
public final class OpenCl {
  private OpenCl() {}

  /** Why this device cannot be used, and what would help; empty if it can. */
  public static Optional<String> whyNot(int device) {
    Devices devices = Found.DEVICES;
    if (!devices.problem().isEmpty()) {
      return Optional.of(devices.problem());
    }
    if (device < 0 || device >= devices.list().size()) {
      return Optional.of(
          "there is no device opencl:" + device + "; there is " + String.join("; ", numbered()));
    }
    return devices.list().get(device).whyNot();
  }

  /** One line about a device, or why it cannot be used. */
  public static String describe(int device) {
    return whyNot(device).orElseGet(() -> Found.DEVICES.list().get(device).describe());
  }

  /** One line about each device, in the order of their numbers; empty where there is none. */
  public static List<String> devices() {
    return Found.DEVICES.list().stream().map(Device::describe).toList();
  }

  /** Whether that device is there and is a processor, which an engine on the CPU uses better. */
  public static boolean cpuDevice(int device) {
    List<Device> list = Found.DEVICES.list();
    return device >= 0 && device < list.size() && list.get(device).limits().cpu();
  }

  /**
   * Opens an engine, with its kernels compiled.
   *
   * @throws BackendException with why, and what would help
   */
  public static Engine open(EngineSpec spec, int device) {
    return KernelEngine.compiled(spec, gpu(device));
  }

  /**
   * Opens training, with its kernels compiled.
   *
   * @throws BackendException with why, and what would help
   */
  public static Descent descent(DescentSpec spec, int device) {
    return new KernelDescent(spec, gpu(device));
  }

  /**
   * Opens a device for one engine.
   *
   * @throws BackendException with why, and what would help
   */
  public static Gpu gpu(int device) {
    return gpu(device, KernelCache.chosen(), "");
  }

  /** As {@link #gpu(int)}, with options for the device's compiler, and no kernel kept. */
  public static Gpu gpu(int device, String options) {
    return gpu(device, KernelCache.off(), options);
  }

  static OpenClGpu gpu(int device, KernelCache cache) {
    return gpu(device, cache, "");
  }

  private static OpenClGpu gpu(int device, KernelCache cache, String options) {
    whyNot(device).ifPresent(problem -> {
      throw new BackendException("opencl:" + device + " cannot be opened: " + problem);
    });
    return new OpenClGpu(Found.DEVICES.list().get(device), cache, options);
  }

  /** The largest piece of memory of a device that can be planned on, in bytes: an engine has one. */
  public static long memory(int device) {
    return Found.DEVICES.list().get(device).limits().memoryBytes();
  }

  private static List<String> numbered() {
    List<String> lines = new ArrayList<>();
    List<Device> list = Found.DEVICES.list();
    for (int i = 0; i < list.size(); i++) {
      lines.add("opencl:" + i + " " + list.get(i).name());
    }
    return lines;
  }

  /** Looks once: after a failure, later touches of JOCL's classes would say less. */
  private static final class Found {
    static final Devices DEVICES = find();

    private static Devices find() {
      try {
        if (!Library.mayBeThere()) {
          return withoutLibrary("");
        }
        BundledLibrary.unpack(
            LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JOCL_2_0_6")));
        return Devices.find();
      } catch (BackendException e) {
        return Devices.none(e.getMessage() + "; reinstall the OpenCL driver");
      } catch (NoClassDefFoundError e) {
        return Devices.none(
            "JOCL is not on the class path; add the dependency org.jocl:jocl:2.0.6");
      } catch (LinkageError e) {
        return withoutLibrary(" (" + e.getMessage() + ")");
      }
    }

    private static Devices withoutLibrary(String details) {
      return Devices.none(
          "there is no OpenCL library; install the GPU's driver with OpenCL, or for the CPU"
              + " on Debian: apt-get install ocl-icd-libopencl1 pocl-opencl-icd" + details);
    }
  }
}
