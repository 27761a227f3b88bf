package dev.foresight.engine.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.foresight.BackendException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** NVIDIA's compiler as a library, of whichever version is there. */
final class Nvrtc implements Compiler {
  private final NativeLibrary library;
  private final String name;
  private final int major;
  private final int[] capabilities;

  private Nvrtc(NativeLibrary library) {
    this.library = library;
    IntByReference high = new IntByReference();
    IntByReference low = new IntByReference();
    check("nvrtcVersion", high, low);
    major = high.getValue();
    name = "NVRTC " + major + "." + low.getValue() + " (" + library.getFile() + ")";
    IntByReference count = new IntByReference();
    check("nvrtcGetNumSupportedArchs", count);
    capabilities = new int[count.getValue()];
    check("nvrtcGetSupportedArchs", (Object) capabilities);
  }

  /**
   * The first of these libraries that loads.
   *
   * @param names paths, or file names for the system to find
   * @throws LinkageError where JNA is not there
   */
  static Optional<Compiler> find(List<String> names) {
    for (String each : names) {
      try {
        return Optional.of(new Nvrtc(NativeLibrary.getInstance(each)));
      } catch (UnsatisfiedLinkError e) {
        System.getLogger(Nvrtc.class.getName()).log(System.Logger.Level.DEBUG, each, e);
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int major() {
    return major;
  }

  @Override
  public int[] capabilities() {
    return capabilities;
  }

  @Override
  public byte[] compile(String kernel, String text, Goal goal) {
    PointerByReference program = new PointerByReference();
    check("nvrtcCreateProgram", program, bytes(text), bytes(kernel + ".cu"), 0, null, null);
    try {
      String[] options = goal.options().toArray(String[]::new);
      int code = call("nvrtcCompileProgram", program.getValue(), options.length, options);
      if (code != 0) {
        throw new BackendException("CUDA: compiling kernel " + kernel + " for "
            + goal.architecture() + " failed (" + error(code) + "); " + name + " says:\n"
            + text(result("ProgramLog", program)));
      }
      return result(goal.machine() ? "CUBIN" : "PTX", program);
    } finally {
      check("nvrtcDestroyProgram", program);
    }
  }

  private byte[] result(String what, PointerByReference program) {
    LongByReference size = new LongByReference();
    check("nvrtcGet" + what + "Size", program.getValue(), size);
    byte[] result = new byte[Math.toIntExact(size.getValue())];
    check("nvrtcGet" + what, program.getValue(), result);
    return result;
  }

  private static byte[] bytes(String text) {
    return Native.toByteArray(text, StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return Native.toString(bytes, StandardCharsets.UTF_8).strip();
  }

  private void check(String function, Object... arguments) {
    int code = call(function, arguments);
    if (code != 0) {
      throw new BackendException("CUDA: " + function + " of " + library.getFile() + " failed: "
          + error(code) + "; install NVRTC of another version");
    }
  }

  private int call(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private String error(int code) {
    return library.getFunction("nvrtcGetErrorString").invokeString(new Object[] {code}, false);
  }
}
