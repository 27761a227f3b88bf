package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Adding;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.GpuContract;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** OpenCL keeps what {@link Gpu} promises, and says what else can go wrong. */
class OpenClGpuTest implements GpuContract {
  @Override
  public Gpu open() {
    return DeviceForTests.open();
  }

  private void withGpu(Consumer<Gpu> test) {
    try (Gpu gpu = open()) {
      test.accept(gpu);
    }
  }

  @Test
  void aKernelThatIsNotInItsTextIsReported() {
    withGpu(gpu -> {
      Gpu.Kernel other = gpu.compile("other", Adding.TEXT);
      assertThatThrownBy(() -> gpu.prepare(other, 1, 8, new Gpu.Memory[0]))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("taking kernel other")
          .hasMessageContaining("CL_INVALID_KERNEL_NAME");
    });
  }

  @Test
  void wrongArgumentsAreReported() {
    withGpu(gpu -> {
      Gpu.Kernel add = gpu.compile("add", Adding.TEXT);
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
    });
  }

  @Test
  void groupsThatTheDeviceDoesNotHaveAreReported() {
    withGpu(gpu -> {
      Gpu.Kernel large =
          gpu.compile("large", "__kernel void large(__global int *data) { *data = 1; }");
      Gpu.Memory[] memory = {gpu.allocate("data", 1)};
      int items = 2 * gpu.limits().groupItems();
      assertThatThrownBy(() -> gpu.prepare(large, 1, items, memory))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("kernel large needs groups of " + items);
    });
  }

  @Test
  void aClosedLaunchIsNotRunAgain() {
    withGpu(gpu -> {
      Adding adding = Adding.on(gpu, 5, 2);
      adding.launch().close();
      assertThatThrownBy(() -> gpu.run(adding.script()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a launch of add was closed");
    });
  }

  @Test
  void aLaunchKeepsTheMemoryItWasGiven() {
    withGpu(gpu -> {
      Gpu.Memory data = gpu.allocate("data", 8);
      Gpu.Memory more = gpu.allocate("more", 2);
      Gpu.Kernel add = gpu.compile("add", Adding.TEXT);
      Gpu.Launch launch = gpu.prepare(add, 1, 8, new Gpu.Memory[] {data, more}, 1, 1);
      add.close();
      more.close();
      gpu.run(launch);
      gpu.finish();
    });
  }

  @Test
  void limitsAreTheDevices() {
    withGpu(gpu -> {
      Gpu.Limits limits = gpu.limits();
      assertThat(limits.name()).isNotBlank();
      assertThat(limits.localBytes()).isGreaterThanOrEqualTo(32 << 10);
      assertThat(limits.groupItems()).isPositive();
      assertThat(limits.units()).isPositive();
      assertThat(limits.memoryBytes()).isGreaterThanOrEqualTo(128L << 20);
      assertThat(limits.cpu()).isEqualTo(OpenCl.cpuDevice(0));
    });
  }
}
