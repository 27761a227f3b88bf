package dev.foresight.engine.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether Linux's loader can find libOpenCL. Asked before JOCL is, which writes to the standard output
 * where it cannot.
 */
final class Library {
  private static final String NAME = "libOpenCL.so";

  private Library() {}

  /** False only where it is certain. */
  static boolean mayBeThere() {
    Path known = Path.of("/etc/ld.so.cache");
    String folders =
        System.getenv().getOrDefault("LD_LIBRARY_PATH", "") + ":/lib:/usr/lib:/lib64:/usr/lib64";
    return mayBeThere(known, folders);
  }

  /**
   * Asks.
   *
   * @param known the loader's list of libraries, which need not exist
   * @param folders where it looks besides, with colons between
   */
  static boolean mayBeThere(Path known, String folders) {
    if (!Files.isReadable(known)) {
      return true;
    }
    try {
      return new String(Files.readAllBytes(known), StandardCharsets.ISO_8859_1).contains(NAME)
          || Stream.of(folders.split(":"))
              .filter(folder -> !folder.isEmpty())
              .flatMap(folder -> Stream.of(Path.of(folder, NAME), Path.of(folder, NAME + ".1")))
              .anyMatch(Files::exists);
    } catch (IOException e) {
      return true;
    }
  }
}
