package dev.foresight.compute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The native library behind {@link Simd}, which is loaded with this class. */
final class SimdLibrary {
  /** {@code -Dforesight.native=false} does without the library, to compare. */
  private static final String SWITCH = "foresight.native";

  /**
   * How {@link SimdNetwork}, {@link SimdRollout}, {@link Normals} and {@link SimdGradients} lay out what the library reads, and call it; one that
   * a build may have left behind must do it alike.
   */
  private static final int LAYOUT = 4;

  static final Optional<String> WHY_NOT = load();

  private SimdLibrary() {}

  private static Optional<String> load() {
    if (!Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
      return Optional.of("-D" + SWITCH + "=false turns the native library off");
    }
    String platform = platform();
    try (InputStream packed =
        SimdLibrary.class.getResourceAsStream("/native/" + platform + "/libforesight-simd.so")) {
      if (packed == null) {
        return Optional.of(
            "this build has no native library for " + platform + "; build with the profile native");
      }
      load(packed.readAllBytes());
      return layout() == LAYOUT
          ? Optional.empty()
          : Optional.of("the native library is of another version; build with the profile native");
    } catch (IOException | LinkageError e) {
      return Optional.of("the native library cannot be loaded (" + e.getMessage()
          + "); set java.io.tmpdir to a folder that may be written to and hold programs");
    }
  }

  private static String platform() {
    String arch = System.getProperty("os.arch");
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system + "-" + (arch.equals("amd64") ? "x86_64" : arch);
  }

  /** From a file of its own, which is not needed once it is loaded. */
  private static void load(byte[] library) throws IOException {
    Path file = Files.createTempFile("foresight-simd", ".so");
    try {
      Files.write(file, library);
      System.load(file.toAbsolutePath().toString());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static native int layout();

  /** Refuses to go on where the library could not do what it was called for. */
  static void require(boolean done) {
    if (!done) {
      throw new IllegalStateException(
          "the JVM gives native code no access to an array; -Dforesight.native=false does without");
    }
  }

  /** Whether library and processor have the vectors of this place in {@link Simd}. */
  static native boolean has(int simd);

  /**
   * Takes rows through a network, as {@code native/simd/network.h} describes. Checks nothing.
   *
   * @param scratch its halves are what the library works in
   * @return whether it did; if not, the JVM gave no access to an array
   */
  static native boolean apply(
      int simd, ByteBuffer network, int layers, ByteBuffer scratch, float[] x, float[] y, int rows);

  /** Rolls plans out through formulas, as {@code native/simd/formulas.h} describes. Checks nothing. */
  static native boolean rollout(
      int simd,
      ByteBuffer program,
      ByteBuffer memory,
      float[] state,
      int stateAt,
      float[] plans,
      int plansAt,
      int width,
      int horizon,
      float discount,
      float[] noise,
      float[] returns,
      int returnsAt,
      float[] violations,
      int rows);

  /** Standard normal numbers, as {@code native/simd/random.h} describes. Checks nothing. */
  static native boolean normals(
      int simd,
      int block,
      int call,
      int stream,
      long seed,
      int problem,
      float[] even,
      float[] odd,
      int pairs);

  /** See {@link Gradients#forward}, as for the next ones {@code native/simd/training.h}. Checks nothing. */
  static native boolean forward(
      int simd,
      ByteBuffer scratch,
      float[] x,
      float[] w,
      float[] y,
      int inputs,
      int outputs,
      int rows);

  static native boolean backward(
      int simd,
      ByteBuffer scratch,
      float[] d,
      float[] w,
      float[] dx,
      int inputs,
      int outputs,
      int rows);

  static native boolean activate(int simd, int activation, float[] y, float[] slope, int count);

  static native boolean descend(
      int simd,
      ByteBuffer scratch,
      float[] x,
      float[] d,
      float decay,
      float rate,
      float epsilon,
      float[] w,
      float[] m1,
      float[] m2,
      int inputs,
      int outputs,
      int rows);
}
