package dev.foresight.engine.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Native libraries that JCuda and JOCL carry in their jars. Both unpack them into {@code
 * java.io.tmpdir} under a name that all processes share, and load what lies there as it is: a file that another process
 * is still writing, or was killed while writing, ends the JVM with SIGBUS. So it is put there
 * whole, before they look.
 */
public final class BundledLibrary {
  private static final System.Logger LOG = System.getLogger(BundledLibrary.class.getName());

  private BundledLibrary() {}

  /**
   * Puts a library where its binding looks for it; nothing if there is none for this platform, about which
   * the binding has more to say.
   *
   * @param file its name, as the binding's {@code LibUtils.createLibraryFileName} has it
   */
  public static void unpack(String file) {
    try (InputStream packed = BundledLibrary.class.getResourceAsStream("/lib/" + file)) {
      if (packed != null) {
        put(packed.readAllBytes(), Path.of(System.getProperty("java.io.tmpdir")).resolve(file));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot unpack " + file + "; its binding will try", e);
    }
  }

  static void put(byte[] content, Path file) throws IOException {
    if (Files.exists(file) && Arrays.equals(content, Files.readAllBytes(file))) {
      return;
    }
    Path aside = Files.createTempFile(
        Files.createDirectories(file.getParent()), file.getFileName().toString(), ".new");
    try {
      Files.write(aside, content);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
