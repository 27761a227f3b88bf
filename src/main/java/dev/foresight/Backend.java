package dev.foresight;

import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.cpu.CpuEngine;
import java.util.Locale;
import java.util.Optional;

/** Where a planner computes. */
public enum Backend {
  /** All cores; the Vector API where its module is there, plain Java where not. */
  CPU,
  /** An OpenCL device. */
  OPENCL,
  /** A CUDA GPU. */
  CUDA;

  private static final System.Logger LOG = System.getLogger(Backend.class.getName());

  /** The fastest backend that can be opened here. */
  public static Backend fastest() {
    Backend choice = CPU;
    LOG.log(System.Logger.Level.INFO, "planning on {0}: {1}", choice, choice.describe());
    return choice;
  }

  /** The backend of that name, in any case. */
  public static Backend named(String name) {
    for (Backend backend : values()) {
      if (backend.name().equals(name.toUpperCase(Locale.ROOT))) {
        return backend;
      }
    }
    throw new IllegalArgumentException(
        "backend is \"" + name + "\"; choose one of cpu, opencl, cuda");
  }

  /** Why this backend cannot be opened and what would help; empty if it can. */
  public Optional<String> whyNot() {
    return this == CPU
        ? Optional.empty()
        : Optional.of("this version has no " + this + " engine yet; use the backend cpu");
  }

  /** One line about what this backend computes with here. */
  public String describe() {
    return this == CPU ? CpuEngine.describe() : whyNot().orElseThrow();
  }

  Engine open(EngineSpec spec) {
    Optional<String> problem = whyNot();
    if (problem.isPresent()) {
      throw new BackendException("backend " + this + " cannot be opened: " + problem.get());
    }
    return new CpuEngine(spec);
  }
}
