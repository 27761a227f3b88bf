package dev.foresight.compute;

import java.util.Optional;

/** Finds out whether the Vector API is there, and why not if it is not. */
public final class Vectors {
  private static final String MODULE = "jdk.incubator.vector";

  private Vectors() {}

  static boolean available() {
    return whyNot().isEmpty();
  }

  /** Why plain Java is used and what would help; empty if the Vector API is used. */
  public static Optional<String> whyNot() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "the module " + MODULE + " is not loaded; start java with --add-modules " + MODULE);
    }
    try {
      create();
      return Optional.empty();
    } catch (BadVectors e) {
      return Optional.of(e.getMessage() + "; plain Java is used");
    }
  }

  /** How wide the vectors are. */
  public static String describe() {
    return create().describe();
  }

  /** Loaded by name: this class must load where the module is missing. */
  static Kernels create() {
    try {
      Class<?> type = Class.forName("dev.foresight.compute.VectorKernels");
      return (Kernels) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new BadVectors("the Vector API of this JDK does not fit: " + e, e);
    }
  }

  private static final class BadVectors extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BadVectors(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
