package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of {@code kernels/}, as they are packed into the jar. */
public final class KernelFiles {
  private KernelFiles() {}

  /** The text of a file. */
  public static String text(String name) {
    try (InputStream in = KernelFiles.class.getResourceAsStream("/kernels/" + name)) {
      if (in == null) {
        throw new BackendException(
            "kernels/" + name + " is not on the class path; use the jar as it was built");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("kernels/" + name + " cannot be read", e);
    }
  }
}
