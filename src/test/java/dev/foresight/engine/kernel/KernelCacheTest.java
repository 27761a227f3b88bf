package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCacheTest {
  @TempDir
  private Path folder;

  @Test
  void givesBackWhatWasKeptUnderEqualKeysOnly() {
    KernelCache cache = KernelCache.in(folder.resolve("made/when/needed"));
    assertThat(cache.get("device", "text")).isEmpty();
    cache.put(new byte[] {1, 2, 3}, "device", "text");
    cache.put(new byte[0], "devicetext");
    assertThat(cache.get("device", "text")).contains(new byte[] {1, 2, 3});
    assertThat(cache.get("devicetext")).contains(new byte[0]);
    assertThat(cache.get("devicet", "ext")).isEmpty();
  }

  @Test
  void aDamagedEntryIsNoneAndIsReplaced() throws IOException {
    KernelCache cache = KernelCache.in(folder);
    for (int length : new int[] {0, 5, 32, 40}) {
      cache.put(new byte[100], "key");
      byte[] whole = Files.readAllBytes(files().get(0));
      Files.write(files().get(0), java.util.Arrays.copyOf(whole, length));
      assertThat(cache.get("key")).isEmpty();
    }
    cache.put(new byte[] {9}, "key");
    assertThat(cache.get("key")).contains(new byte[] {9});
    assertThat(files()).hasSize(1);
  }

  @Test
  void entriesNotUsedForLongestAreDeleted() throws IOException {
    KernelCache cache = KernelCache.in(folder);
    cache.put(new byte[1], "used");
    cache.put(new byte[1], "not used");
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    }
    for (int i = 2; i < KernelCache.MOST; i++) {
      Files.setLastModifiedTime(
          Files.createFile(folder.resolve("other" + i)), FileTime.fromMillis(2_000));
    }
    assertThat(cache.get("used")).isPresent();
    cache.put(new byte[1], "new");
    assertThat(files()).hasSize(KernelCache.MOST);
    assertThat(cache.get("used")).isPresent();
    assertThat(cache.get("new")).isPresent();
    assertThat(cache.get("not used")).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMadeKeepsNothing() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    KernelCache cache = KernelCache.in(file);
    cache.put(new byte[1], "key");
    assertThat(cache.get("key")).isEmpty();
    KernelCache.off().put(new byte[1], "key");
    assertThat(KernelCache.off().get("key")).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
