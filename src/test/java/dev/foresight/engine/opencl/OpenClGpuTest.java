package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import java.lang.management.ManagementFactory;
import java.nio.IntBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Gpu} promises, with small kernels. */
class OpenClGpuTest {
  private OpenClGpu gpu;

  @BeforeEach
  void open() {
    gpu = DeviceForTests.open();
  }

  @AfterEach
  void close() {
    if (gpu != null) {
      gpu.close();
    }
  }

  @Test
  void launchesRunInOrderOnWhatWasUploaded() {
    Gpu.Memory data = gpu.allocate("data", 16);
    Gpu.Memory more = gpu.allocate("more", 2);
    Gpu.Copy all = new Gpu.Copy(gpu.stage(16), data, 0, 16);
    Gpu.Copy two = new Gpu.Copy(gpu.stage(2), more, 0, 2);
    IntBuffer ints = all.here().bytes().asIntBuffer();
    for (int i = 0; i < 16; i++) {
      ints.put(i, i);
    }
    two.here().bytes().asIntBuffer().put(0, 100).put(1, 200);
    gpu.upload(all);
    gpu.upload(two);
    Gpu.Kernel add = gpu.compile("add", DeviceForTests.ADD);
    Gpu.Memory[] memory = {data, more};
    Gpu.Launch first = gpu.prepare(add, 2, 8, memory, 1, 1);
    Gpu.Launch second = gpu.prepare(add, 2, 8, memory, 0, 10);
    gpu.run(first);
    gpu.run(second);
    gpu.download(all);
    for (int i = 0; i < 16; i++) {
      int extra = i % 2 == 0 ? 100 : 200;
      assertThat(ints.get(i)).isEqualTo((i + extra + 1) * 10 + extra);
    }
  }

  @Test
  void aScriptUploadsRunsAndDownloads() {
    Adding adding = new Adding(gpu, 5, 2);
    for (int run = 1; run < 4; run++) {
      assertThat(adding.run(10 * run)).isEqualTo((10 * run * 2 + 5) * 2 + 5);
    }
  }

  @Test
  void aRunAllocatesNothing() {
    Adding adding = new Adding(gpu, 5, 2);
    Gpu.Copy up = adding.script().upload();
    Gpu.Copy down = adding.script().download();
    Gpu.Launch launch = adding.script().launches()[0];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long allocated = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 2; attempt++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 100; i++) {
        gpu.run(adding.script());
        gpu.upload(up);
        gpu.run(launch);
        gpu.download(down);
      }
      allocated = threads.getThreadAllocatedBytes(id) - before;
    }
    assertThat(allocated).isLessThan(1000);
  }

  @Test
  void copiesReachOnlyTheWordsTheyName() {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Copy all = new Gpu.Copy(gpu.stage(8), data, 0, 8);
    gpu.upload(all);
    Gpu.Copy middle = new Gpu.Copy(gpu.stage(8), data, 3, 2);
    IntBuffer ints = middle.here().bytes().asIntBuffer();
    for (int i = 0; i < 8; i++) {
      ints.put(i, i + 1);
    }
    gpu.upload(middle);
    gpu.download(all);
    int[] there = new int[8];
    all.here().bytes().asIntBuffer().get(there);
    assertThat(there).containsExactly(0, 0, 0, 1, 2, 0, 0, 0);
  }

  @Test
  void aCopyBeyondItsMemoryIsRefused() {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Staging staging = gpu.stage(8);
    assertThatThrownBy(() -> gpu.upload(new Gpu.Copy(staging, data, 4, 5)))
        .hasMessageContaining("copy of 5 words at 4 goes beyond memory of 8 words");
    assertThatThrownBy(() -> gpu.download(new Gpu.Copy(gpu.stage(2), data, 0, 3)))
        .hasMessageContaining("copy of 3 words goes beyond staging memory of 2 words");
  }

  @Test
  void aTextThatDoesNotCompileIsReportedWithTheCompilersLog() {
    assertThatThrownBy(() -> gpu.compile("broken", "__kernel void broken() { nonsense; }"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("broken")
        .hasMessageContaining("nonsense");
  }

  @Test
  void aKernelThatIsNotInItsTextIsReported() {
    Gpu.Kernel other = gpu.compile("other", DeviceForTests.ADD);
    assertThatThrownBy(() -> gpu.prepare(other, 1, 8, new Gpu.Memory[0]))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("taking kernel other")
        .hasMessageContaining("CL_INVALID_KERNEL_NAME");
  }

  @Test
  void wrongArgumentsAreReported() {
    Gpu.Kernel add = gpu.compile("add", DeviceForTests.ADD);
    Gpu.Memory[] memory = {gpu.allocate("a", 8), gpu.allocate("b", 8)};
    assertThatThrownBy(() -> gpu.prepare(add, 1, 8, memory, 1, 2, 3))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("argument 4 (4 bytes) of kernel add");
    Gpu.Launch missing = gpu.prepare(add, 1, 8, memory, 1);
    assertThatThrownBy(() -> gpu.run(missing))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("starting kernel add with 1 groups of 8 work-items");
    Gpu.Launch wrong = gpu.prepare(add, 1, 4, memory, 1, 2);
    assertThatThrownBy(() -> gpu.run(wrong))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("CL_INVALID_WORK_GROUP_SIZE");
  }

  @Test
  void groupsThatTheDeviceDoesNotHaveAreReported() {
    Gpu.Kernel large =
        gpu.compile("large", "__kernel void large(__global int *data) { *data = 1; }");
    Gpu.Memory[] memory = {gpu.allocate("data", 1)};
    int items = 2 * gpu.limits().groupItems();
    assertThatThrownBy(() -> gpu.prepare(large, 1, items, memory))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("kernel large needs groups of " + items);
  }

  @Test
  void memoryThatTheDeviceCannotGiveIsReportedWithItsSizes() {
    assertThatThrownBy(() -> gpu.allocate("the engine's arrays", 1L << 45))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("the engine's arrays need 134217728 MiB")
        .hasMessageContaining("at most");
  }

  @Test
  void whatIsClosedIsNotUsedAgain() {
    Adding adding = new Adding(gpu, 5, 2);
    Gpu.Copy up = adding.script().upload();
    adding.script().launches()[0].close();
    assertThatThrownBy(() -> gpu.run(adding.script()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a launch of add was closed");
    up.there().close();
    assertThatThrownBy(() -> gpu.upload(up)).hasMessageContaining("closed");
    gpu.close();
    assertThatThrownBy(() -> gpu.allocate("data", 1)).hasMessageContaining("engine is closed");
    assertThatThrownBy(gpu::finish).hasMessageContaining("engine is closed");
    assertThatThrownBy(() -> gpu.run(adding.script())).hasMessageContaining("closed");
    gpu.close();
  }

  @Test
  void aLaunchKeepsTheMemoryItWasGiven() {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.allocate("more", 2);
    Gpu.Kernel add = gpu.compile("add", DeviceForTests.ADD);
    Gpu.Launch launch = gpu.prepare(add, 1, 8, new Gpu.Memory[] {data, more}, 1, 1);
    add.close();
    more.close();
    gpu.run(launch);
    gpu.finish();
  }

  @Test
  void limitsAreTheDevices() {
    Gpu.Limits limits = gpu.limits();
    assertThat(limits.name()).isNotBlank();
    assertThat(limits.localBytes()).isGreaterThanOrEqualTo(32 << 10);
    assertThat(limits.groupItems()).isPositive();
    assertThat(limits.units()).isPositive();
    assertThat(limits.memoryBytes()).isGreaterThanOrEqualTo(128L << 20);
    assertThat(limits.cpu()).isEqualTo(OpenCl.cpuDevice(0));
  }

  @Test
  void scriptsHoldWhatTheyWereMadeOf() {
    Adding adding = new Adding(gpu, 1, 1);
    OpenClScript script = adding.script();
    try (Gpu.Script other =
        gpu.script(script.upload(), List.of(script.launches()), script.download())) {
      gpu.run(other);
    }
    assertThat(adding.run(3)).isEqualTo(5);
  }
}
