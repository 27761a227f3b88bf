package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.KernelCache;
import dev.foresight.engine.kernel.KernelFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The way from a kernel's text to what a driver loads: the cache, else NVRTC of any version through
 * JNA, else nvcc. The first that knows the GPU is taken.
 *
 * @param list the compilers found, the best first
 * @param missing what to say where there is none
 */
record Compilers(List<Compiler> list, String missing, KernelCache cache) {
  private static final System.Logger LOG = System.getLogger(Compilers.class.getName());

  /** The process's; made when they are first asked for. */
  private static final class Found {
    static final Compilers HERE =
        find(new Places(System.getenv(), Path.of("/usr/local")), KernelCache.chosen());
  }

  static Compilers here() {
    return Found.HERE;
  }

  static Compilers find(Places places, KernelCache cache) {
    Stream<Supplier<Optional<Compiler>>> chain =
        Stream.of(() -> Nvrtc.find(places.nvrtc()), () -> Nvcc.find(places.nvcc()));
    List<Compiler> list = chain.map(Compilers::tried).flatMap(Optional::stream).toList();
    boolean jna = Compilers.class.getResource("/com/sun/jna/Native.class") != null;
    String missing = "there is no CUDA compiler: " + places.looked()
        + (jna ? "" : ", but NVRTC needs the dependency net.java.dev.jna:jna:5.19.1")
        + "; install the CUDA toolkit, or the Python wheel nvidia-cuda-nvrtc-cu12 and set "
        + Places.NVRTC + " to its folder lib";
    return new Compilers(list, missing, cache);
  }

  private static Optional<Compiler> tried(Supplier<Optional<Compiler>> find) {
    try {
      return find.get();
    } catch (LinkageError | BackendException e) {
      LOG.log(System.Logger.Level.DEBUG, "a CUDA compiler that does not work", e);
      return Optional.empty();
    }
  }

  private Optional<Compiler> compiler(Device device) {
    return list.stream().filter(each -> Goal.of(device, each).isPresent()).findFirst();
  }

  /** Why nothing can be compiled for that GPU, and what would help. */
  Optional<String> whyNot(Device device) {
    if (compiler(device).isPresent()) {
      return Optional.empty();
    }
    if (list.isEmpty()) {
      return Optional.of(missing);
    }
    List<String> names = list.stream().map(Compiler::name).toList();
    return Optional.of(device.name() + " has the compute capability " + device.capability() / 10
        + "." + device.capability() % 10 + ", older than any that " + String.join(" and ", names)
        + " can compile for; install an older CUDA toolkit");
  }

  /** The compiler for that GPU, of which {@link #whyNot} says nothing. */
  String describe(Device device) {
    return compiler(device).orElseThrow().name();
  }

  /**
   * Compiles for a GPU.
   *
   * @param kernel the kernel's name
   * @param text in the dialect of {@code kernels/README.md}
   * @return machine code, or PTX that the GPU's driver knows
   * @throws BackendException with what the compiler said
   */
  byte[] compile(Device device, String kernel, String text) {
    Compiler compiler =
        compiler(device).orElseThrow(() -> new BackendException(whyNot(device).orElseThrow()));
    Goal goal = Goal.of(device, compiler).orElseThrow();
    String whole = KernelFiles.text("cuda.h") + "#line 1 \"" + kernel + ".cl\"\n" + text;
    String[] key = {"cuda", compiler.name(), String.join(" ", goal.options()), kernel, whole};
    byte[] made = cache.get(key).orElseGet(() -> {
      byte[] fresh = compiler.compile(kernel, whole, goal);
      cache.put(fresh, key);
      return fresh;
    });
    return goal.machine() ? made : Ptx.lowered(made, device.driver());
  }
}
