package dev.foresight;

import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.SlicedEngine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What a planner computes with. */
public enum Backend {
  /** All cores; the Vector API where its module is there, plain Java where not. */
  CPU(new Providers.Cpu()),
  /** An OpenCL device. */
  OPENCL(new Providers.OpenClDevices()),
  /** A CUDA GPU. */
  CUDA(new Providers.CudaDevices()),
  /** ND4J, on whichever of its own backends is on the class path; only when asked for. */
  ND4J(new Providers.Nd4j());

  private final Provider provider;

  Backend(Provider provider) {
    this.provider = provider;
  }

  /**
   * The fastest backend that can be opened here: CUDA, OpenCL on a device that is not a processor, or
   * the CPU.
   */
  public static Backend fastest() {
    return Device.fastest().backend();
  }

  /** The backend of that name, in any case. */
  public static Backend named(String name) {
    for (Backend backend : values()) {
      if (backend.name().equals(name.toUpperCase(Locale.ROOT))) {
        return backend;
      }
    }
    throw new IllegalArgumentException(
        "backend is \"" + name + "\"; choose one of cpu, opencl, cuda, nd4j");
  }

  /** Why this backend cannot be opened and what would help; empty if it can. */
  public Optional<String> whyNot() {
    return Device.of(this).whyNot();
  }

  /** One line about what this backend computes with here, or why it cannot. */
  public String describe() {
    return Device.of(this).describe();
  }

  /** One line about each device that this backend has here, in the order of their numbers. */
  public List<String> devices() {
    try {
      return provider.devices();
    } catch (LinkageError e) {
      return List.of();
    }
  }

  Optional<String> whyNot(int device) {
    try {
      return provider.whyNot(device);
    } catch (LinkageError e) {
      return Optional.of(missing(e));
    }
  }

  String describe(int device) {
    return whyNot(device).orElseGet(() -> provider.describe(device));
  }

  int best() {
    try {
      return provider.best();
    } catch (LinkageError e) {
      return 0;
    }
  }

  Optional<String> onlyWhenAsked(int device) {
    return provider.onlyWhenAsked(device);
  }

  boolean trains() {
    return provider.trains();
  }

  /** An engine whose arrays take no more than so many bytes; without a number, half of what there is. */
  Engine open(EngineSpec spec, int device, Long bytes) {
    return opened(device, () -> {
      long most = bytes == null ? provider.memory(device) : bytes;
      return SlicedEngine.open(spec, most, part -> provider.open(part, device));
    });
  }

  Optional<Descent> descent(DescentSpec spec, int device) {
    return opened(device, () -> provider.descent(spec, device));
  }

  private <T> T opened(int device, Supplier<T> open) {
    whyNot(device).ifPresent(reason -> {
      throw new BackendException(new Device(this, device) + " cannot be opened: " + reason);
    });
    try {
      return open.get();
    } catch (LinkageError e) {
      throw new BackendException(new Device(this, device) + " cannot be opened: " + missing(e), e);
    }
  }

  private static String missing(LinkageError e) {
    return "a library does not load (" + e
        + "); put all of the backend's jars on the class path, or" + " use the backend cpu";
  }
}
