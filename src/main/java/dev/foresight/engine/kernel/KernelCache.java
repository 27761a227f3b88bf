package dev.foresight.engine.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What took long to compute, kept on disk from one run to the next: compiled kernels, timings. Lies
 * in {@code $XDG_CACHE_HOME/foresight} or {@code ~/.cache/foresight}; the system property {@code
 * foresight.cache} names another folder, or is {@code off}.
 *
 * <p>Many processes may use one folder: an entry is written aside and moved. A damaged entry counts
 * as none. Where the folder cannot be written, nothing is kept, and that is no error. Of more than
 * {@value #MOST} entries, those not used for longest are deleted.
 */
public final class KernelCache {
  static final int MOST = 1000;

  private static final System.Logger LOG = System.getLogger(KernelCache.class.getName());
  private static final int CHECKSUM_BYTES = 32;

  private final Optional<Path> folder;

  private KernelCache(Optional<Path> folder) {
    this.folder = folder;
  }

  /** In that folder, which is made when it is needed. */
  public static KernelCache in(Path folder) {
    return new KernelCache(Optional.of(folder));
  }

  /** Keeps nothing. */
  public static KernelCache off() {
    return new KernelCache(Optional.empty());
  }

  /** In the folder that the user has chosen. */
  public static KernelCache chosen() {
    String property = System.getProperty("foresight.cache", "");
    if (property.equals("off")) {
      return off();
    }
    String caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
    Path standard =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return in(property.isEmpty() ? standard.resolve("foresight") : Path.of(property));
  }

  /** Whether anything may be found again. */
  public boolean keeps() {
    return folder.isPresent();
  }

  /**
   * What was put under that key.
   *
   * @param key everything that the content depends on
   */
  public Optional<byte[]> get(String... key) {
    return folder.flatMap(at -> read(at.resolve(name(key))));
  }

  private static Optional<byte[]> read(Path file) {
    try {
      byte[] all = Files.readAllBytes(file);
      byte[] content = Arrays.copyOfRange(all, Math.min(CHECKSUM_BYTES, all.length), all.length);
      if (!Arrays.equals(digest(content), Arrays.copyOf(all, CHECKSUM_BYTES))) {
        LOG.log(System.Logger.Level.DEBUG, "{0} is damaged and is made again", file);
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot use " + file, e);
      return Optional.empty();
    }
  }

  /** Keeps content under that key, instead of what was there before. */
  public void put(byte[] content, String... key) {
    folder.ifPresent(at -> write(at, name(key), content));
  }

  private static void write(Path folder, String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path aside = Files.createTempFile(folder, "new", null);
      try {
        Files.write(aside, joined(digest(content), content));
        Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
      deleteOldest(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot keep anything in " + folder, e);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length)
        .put(first)
        .put(second)
        .array();
  }

  private static void deleteOldest(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    if (files.size() > MOST) {
      List<Path> byAge = files.stream()
          .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .toList();
      for (Path file : byAge.subList(0, files.size() - MOST)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String name(String... key) {
    StringBuilder text = new StringBuilder();
    for (String part : key) {
      text.append(part.length()).append(':').append(part);
    }
    return HexFormat.of().formatHex(digest(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
