package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.BundledLibrary;
import java.util.ArrayList;
import java.util.List;
import jcuda.CudaException;
import jcuda.JCudaVersion;
import jcuda.LibUtils;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * The GPUs that the driver knows, found out once: the first touch of a library that is missing fails
 * in another way than each later one.
 *
 * @param list in the driver's order
 * @param problem why there are none, and what would help; empty if there are some
 */
record Devices(List<Device> list, String problem) {

  /** The process's; made when it is first asked for. */
  private static final class Found {
    static final Devices HERE = find();
  }

  static Devices here() {
    return Found.HERE;
  }

  private static Devices none(String problem) {
    return new Devices(List.of(), problem);
  }

  private static Devices find() {
    try {
      BundledLibrary.unpack(LibUtils.createLibraryFileName(
          LibUtils.createPlatformLibraryName("JCudaDriver-" + JCudaVersion.get())));
      int code = JCudaDriver.cuInit(0);
      int[] count = new int[1];
      if (code == CUresult.CUDA_SUCCESS) {
        code = JCudaDriver.cuDeviceGetCount(count);
      }
      if (code != CUresult.CUDA_SUCCESS || count[0] == 0) {
        return none(noDevice(code));
      }
      List<Device> all = new ArrayList<>();
      for (int number = 0; number < count[0]; number++) {
        all.add(Device.of(number));
      }
      return new Devices(List.copyOf(all), "");
    } catch (UnsatisfiedLinkError e) {
      return none(noLibrary(e.getMessage()));
    } catch (LinkageError | CudaException | BackendException e) {
      return none("JCuda cannot ask the driver (" + e + "); use org.jcuda:jcuda:12.6.0 as it is");
    }
  }

  private static String noDevice(int code) {
    if (code == CUresult.CUDA_SUCCESS || code == CUresult.CUDA_ERROR_NO_DEVICE) {
      return "the NVIDIA driver is here, but it sees no GPU; check nvidia-smi, whether the GPU is"
          + " passed into this container, and CUDA_VISIBLE_DEVICES";
    }
    return "the NVIDIA driver does not start (" + CUresult.stringFor(code)
        + "); check nvidia-smi, and restart the machine after an update of the driver";
  }

  private static String noLibrary(String message) {
    String text = message == null ? "" : message;
    if (text.contains("libcuda.so") || text.contains("nvcuda")) {
      return "there is no NVIDIA driver (libcuda.so.1); install the GPU's driver, or in a container"
          + " give it the GPUs (docker run --gpus all)";
    }
    return "JCuda's native library does not load here; add org.jcuda:jcuda-natives:12.6.0 for this"
        + " operating system and processor (" + text.strip().lines().findFirst().orElse("") + ")";
  }
}
