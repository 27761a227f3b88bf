package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.kernel.KernelEngine;
import java.util.List;
import java.util.Optional;

/** CUDA GPUs as a backend. Every sentence says what is missing and what would help. */
public final class Cuda {
  private static final String NO_JCUDA =
      "JCuda is not on the class path; add the dependency org.jcuda:jcuda:12.6.0";

  private Cuda() {}

  /** Why that GPU cannot be planned on, and what would help; empty if it can. */
  public static Optional<String> whyNot(int device) {
    if (Cuda.class.getResource("/jcuda/driver/JCudaDriver.class") == null) {
      return Optional.of(NO_JCUDA);
    }
    Devices here = Devices.here();
    if (here.list().isEmpty()) {
      return Optional.of(here.problem());
    }
    if (device < 0 || device >= here.list().size()) {
      return Optional.of("there is no CUDA device " + device + "; choose one of 0 to "
          + (here.list().size() - 1) + ": " + String.join(", ", devices()));
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

  /** One line for each GPU that the driver knows; empty where something is missing. */
  public static List<String> devices() {
    if (Cuda.class.getResource("/jcuda/driver/JCudaDriver.class") == null) {
      return List.of();
    }
    return Devices.here().list().stream().map(Device::describe).toList();
  }

  /**
   * Opens an engine on a GPU, its kernels compiled.
   *
   * @throws BackendException with the sentence of {@link #whyNot}, the compiler's log, or what ran
   *     out
   */
  public static Engine open(EngineSpec spec, int device) {
    whyNot(device).ifPresent(problem -> {
      throw new BackendException("CUDA device " + device + " cannot be opened: " + problem);
    });
    KernelEngine engine = new KernelEngine(spec, gpu(device));
    boolean compiled = false;
    try {
      engine.compile();
      compiled = true;
      return engine;
    } finally {
      if (!compiled) {
        engine.close();
      }
    }
  }

  /** A queue on a GPU of which {@link #whyNot} says nothing. */
  static CudaGpu gpu(int device) {
    return new CudaGpu(Devices.here().list().get(device), Compilers.here());
  }
}
