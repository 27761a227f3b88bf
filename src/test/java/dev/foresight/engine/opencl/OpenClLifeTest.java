package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is left over of what was opened. */
class OpenClLifeTest {
  private static final int TIMES = 1000;
  private static final int WORDS = 1 << 18;
  private static final float[] WEIGHTS = new float[WORDS / 4];

  @TempDir
  private Path folder;

  @BeforeEach
  void need() {
    DeviceForTests.need();
  }

  @Test
  void aThousandEnginesLeaveNoHandleAndNoMemory() throws IOException {
    try (OpenClGpu first = DeviceForTests.open()) {
      int before = first.contextUsers();
      long settled = 0;
      for (int i = 0; i < TIMES; i++) {
        use(first, before);
        if (i == TIMES / 10) {
          settled = residentBytes();
        }
      }
      assertThat(first.contextUsers()).isEqualTo(before);
      // Were memory kept it would be 900 MiB; Java's own heap breathes by a tenth of that.
      assertThat(residentBytes() - settled).isLessThan(256L << 20);
    }
    assertThat(DeviceContext.open()).isZero();
  }

  private void use(OpenClGpu first, int before) {
    try (OpenClGpu gpu = OpenCl.gpu(0, KernelCache.in(folder))) {
      Gpu.Memory large = gpu.allocate("much", WORDS);
      gpu.share("also much", "large", () -> WEIGHTS);
      assertThat(new Adding(gpu, 1, 2).run(3)).isEqualTo(15);
      Gpu.Kernel fill = gpu.compile(
          "fill", "__kernel void fill(__global int *data) { data[get_global_id(0)] = 1; }");
      gpu.run(gpu.prepare(fill, WORDS / 64, 64, new Gpu.Memory[] {large}));
      assertThat(first.contextUsers()).isGreaterThan(before + 4);
    }
  }

  @Test
  void handlesAreReleasedInAnyOrderAndAfterFailures() {
    try (OpenClGpu first = DeviceForTests.open()) {
      int before = first.contextUsers();
      for (int order = 0; order < 4; order++) {
        try (OpenClGpu gpu = DeviceForTests.open()) {
          closeInOrder(gpu, order);
        }
        assertThat(first.contextUsers()).isEqualTo(before);
      }
    }
  }

  private static void closeInOrder(OpenClGpu gpu, int order) {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.share("more", "zeros", () -> new float[2]);
    Gpu.Kernel add = gpu.compile("add", DeviceForTests.ADD);
    Gpu.Launch launch = gpu.prepare(add, 1, 8, new Gpu.Memory[] {data, more}, 1, 1);
    Gpu.Launch wrong = gpu.prepare(add, 1, 8, new Gpu.Memory[] {data});
    gpu.run(launch);
    assertThatThrownBy(() -> gpu.run(wrong)).isInstanceOf(BackendException.class);
    List<Runnable> closes = List.of(data::close, more::close, add::close, launch::close);
    for (int i = 0; i < closes.size(); i++) {
      closes.get((i + order) % closes.size()).run();
    }
  }

  @Test
  void whatCannotBePreparedKeepsNothing() {
    try (OpenClGpu gpu = DeviceForTests.open()) {
      Gpu.Memory data = gpu.allocate("data", 8);
      Gpu.Kernel add = gpu.compile("add", DeviceForTests.ADD);
      int before = gpu.contextUsers();
      Gpu.Memory[] memory = {data, data};
      assertThatThrownBy(() -> gpu.prepare(add, 1, 8, memory, 1, 2, 3))
          .isInstanceOf(BackendException.class);
      data.close();
      add.close();
      assertThat(gpu.contextUsers()).isEqualTo(before - 2);
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new AssertionError("no VmRSS");
  }
}
