package dev.foresight.compute;

import java.util.Arrays;
import java.util.Optional;

/** Finds out whether the Vector API is there, and why not if it is not. */
public final class Vectors {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String PACKAGE = "dev.foresight.compute.";

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
      created("VectorKernels");
      return Optional.empty();
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.of("the Vector API of this JDK does not fit (" + e + "); use JDK 17 to 25");
    }
  }

  /** How wide the vectors are. */
  public static String describe() {
    return create().describe();
  }

  static Kernels create() {
    return (Kernels) open("VectorKernels");
  }

  static Gradients gradients(int inputs, int outputs) {
    return (Gradients) open("VectorGradients", inputs, outputs);
  }

  private static Object open(String name, Integer... sizes) {
    try {
      return created(name, sizes);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Vector API cannot be used", e);
    }
  }

  /** Loaded by name: this class must load where the module is missing. */
  private static Object created(String name, Integer... sizes) throws ReflectiveOperationException {
    Class.forName(PACKAGE + "VectorStart");
    Class<?>[] types = Arrays.stream(sizes).map(size -> int.class).toArray(Class<?>[]::new);
    return Class.forName(PACKAGE + name).getDeclaredConstructor(types).newInstance((Object[])
        sizes);
  }
}
