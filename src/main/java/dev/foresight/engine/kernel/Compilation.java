package dev.foresight.engine.kernel;

/** Has kernels compiled, and tells Java's flight recorder where the module jdk.jfr is there. */
final class Compilation {
  private static final boolean RECORDER =
      ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private Compilation() {}

  /** As {@link Gpu#compile}. */
  static Gpu.Kernel of(Gpu gpu, String name, String text, long askedBytes) {
    return RECORDER
        ? CompileEvent.recorded(gpu, name, text, askedBytes)
        : gpu.compile(name, text, askedBytes);
  }
}
