package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import dev.foresight.Precision;
import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelDescent;
import dev.foresight.engine.kernel.KernelEngine;
import java.util.List;
import java.util.Optional;

/** The way in to CUDA. Loads, and answers, where JCuda, a driver or a compiler is missing. */
public final class Cuda {
  private static final System.Logger LOG = System.getLogger(Cuda.class.getName());
  private static final String NO_JCUDA =
      "JCuda is not on the class path; add the dependency org.jcuda:jcuda:12.6.0";

  private Cuda() {}

  /** Why that GPU cannot be planned on, and what would help; empty if it can. */
  public static Optional<String> whyNot(int device) {
    if (jcudaIsMissing()) {
      return Optional.of(NO_JCUDA);
    }
    Devices here = Devices.here();
    if (here.list().isEmpty()) {
      return Optional.of(here.problem());
    }
    if (device < 0 || device >= here.list().size()) {
      List<String> names = here.list().stream()
          .map(each -> "cuda:" + each.number() + " " + each.name())
          .toList();
      return Optional.of(
          "there is no device cuda:" + device + "; there is " + String.join(", ", names));
    }
    return Compilers.here().whyNot(here.list().get(device));
  }

  /** One line about a GPU and the compiler for it, or why it cannot be planned on. */
  public static String describe(int device) {
    return whyNot(device).orElseGet(() -> {
      Device found = Devices.here().list().get(device);
      return found.describe() + ", kernels by " + Compilers.here().describe(found);
    });
  }

  /** All memory of a GPU that can be planned on, in bytes. */
  public static long memory(int device) {
    return Devices.here().list().get(device).memoryBytes();
  }

  /** One line for each GPU that the driver knows; empty where something is missing. */
  public static List<String> devices() {
    if (jcudaIsMissing()) {
      return List.of();
    }
    return Devices.here().list().stream().map(Device::describe).toList();
  }

  /**
   * Opens an engine, with its kernels compiled.
   *
   * @throws BackendException with why, and what would help
   */
  public static Engine open(EngineSpec spec, int device) {
    Engine engine = KernelEngine.compiled(spec, gpu(device));
    if (spec.precision().isEmpty() && engine.precision() != Precision.FP32) {
      LOG.log(
          System.Logger.Level.INFO,
          "rolling out on the tensor cores of cuda:" + device + " in " + engine.precision());
    }
    return engine;
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
   * Opens a GPU for one engine.
   *
   * @throws BackendException with why, and what would help
   */
  public static Gpu gpu(int device) {
    Optional<String> problem = whyNot(device);
    if (problem.isPresent()) {
      throw new BackendException("cuda:" + device + " cannot be opened: " + problem.get());
    }
    return new CudaGpu(Devices.here().list().get(device), Compilers.here());
  }

  private static boolean jcudaIsMissing() {
    return Cuda.class.getResource("/jcuda/driver/JCudaDriver.class") == null;
  }
}
