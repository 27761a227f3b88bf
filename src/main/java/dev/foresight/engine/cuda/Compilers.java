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
 * The way from a kernel's text to what a driver loads: the cache, else NVRTC of any version through JNA, else nvcc.
 * The first that knows the GPU is taken.
 */
final class Compilers {
  private static final System.Logger LOG = System.getLogger(Compilers.class.getName());

  /** The process's; made when it is first asked for. */
  private static final class Found {
    static final Compilers HERE =
        new Compilers(new Places(System.getenv(), Path.of("/usr/local")), KernelCache.chosen());
  }

  private final Places places;
  private final KernelCache cache;
  private final String header = KernelFiles.text("cuda.h");
  private List<Compiler> list;

  Compilers(Places places, KernelCache cache) {
    this.places = places;
    this.cache = cache;
  }

  static Compilers here() {
    return Found.HERE;
  }

  /** Those found, NVRTC first. */
  private synchronized List<Compiler> list() {
    if (list == null) {
      Stream<Supplier<Optional<Compiler>>> chain =
          Stream.of(() -> Nvrtc.find(places.nvrtc()), () -> Nvcc.find(places.nvcc()));
      list = chain.map(Compilers::tried).flatMap(Optional::stream).toList();
    }
    return list;
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
    return list().stream().filter(each -> Goal.of(device, each).isPresent()).findFirst();
  }

  /** Why nothing can be compiled for that GPU, and what would help. */
  Optional<String> whyNot(Device device) {
    if (compiler(device).isPresent()) {
      return Optional.empty();
    }
    if (list().isEmpty()) {
      boolean jna = Compilers.class.getResource("/com/sun/jna/Native.class") != null;
      return Optional.of("there is no CUDA compiler: " + places.looked()
          + (jna ? "" : ", but NVRTC needs the dependency net.java.dev.jna:jna:5.19.1")
          + "; install the CUDA toolkit, or the Python wheel nvidia-cuda-nvrtc-cu12 and set "
          + Places.NVRTC + " to its folder lib");
    }
    List<String> names = list().stream().map(Compiler::name).toList();
    return Optional.of(device.name() + " is of compute capability " + device.capability() / 10.0
        + ", older than what " + String.join(" and ", names)
        + " compile for; install an older CUDA toolkit");
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
    String whole = header + "#line 1 \"" + kernel + ".cl\"\n" + text;
    String[] key = {"cuda", compiler.name(), String.join(" ", goal.options()), kernel, whole};
    byte[] made = cache.get(key).orElseGet(() -> {
      byte[] fresh = compiler.compile(kernel, whole, goal);
      cache.put(fresh, key);
      return fresh;
    });
    return goal.machine() ? made : Ptx.lowered(made, device.driver());
  }
}
