package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled kernels are found again on disk, by their text. */
class OpenClCacheTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void need() {
    DeviceForTests.need();
  }

  @Test
  void aKnownTextIsNotCompiledAgain() throws IOException {
    assertThat(compiledAndRun(1)).isEqualTo(1);
    Path one = files().iterator().next();
    assertThat(compiledAndRun(2)).isEqualTo(2);
    Set<Path> others = new HashSet<>(files());
    others.remove(one);
    assertThat(others).hasSize(1);
    Files.copy(others.iterator().next(), one, StandardCopyOption.REPLACE_EXISTING);
    assertThat(compiledAndRun(1)).as("what lies in the place of the first").isEqualTo(2);
  }

  @Test
  void whatTheDriverDoesNotTakeIsCompiledAgainAndReplaced()
      throws IOException, NoSuchAlgorithmException {
    assertThat(compiledAndRun(1)).isEqualTo(1);
    Path file = files().get(0);
    byte[] rubbish = new byte[1000];
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(rubbish);
    Files.write(file, ByteBuffer.allocate(1032).put(sum).put(rubbish).array());
    assertThat(compiledAndRun(1)).isEqualTo(1);
    assertThat(Files.size(file)).isGreaterThan(2000);
    Files.write(file, new byte[10]);
    assertThat(compiledAndRun(1)).isEqualTo(1);
    assertThat(Files.size(file)).isGreaterThan(2000);
  }

  /** What a kernel writes that writes {@code value}. */
  private int compiledAndRun(int value) {
    try (OpenClGpu gpu = OpenCl.gpu(0, KernelCache.in(folder))) {
      Gpu.Memory data = gpu.allocate("data", 1);
      Gpu.Kernel put = gpu.compile(
          "put", "__kernel GROUP(1) void put(__global int *data) { *data = " + value + "; }");
      gpu.run(gpu.prepare(put, 1, 1, new Gpu.Memory[] {data}));
      Gpu.Copy copy = new Gpu.Copy(gpu.stage(1), data, 0, 1);
      gpu.download(copy);
      return copy.here().bytes().getInt(0);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
