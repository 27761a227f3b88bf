package dev.foresight.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.Required;
import dev.foresight.engine.kernel.Adding;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.GpuContract;
import org.junit.jupiter.api.Test;

/** CUDA keeps what {@link Gpu} promises, and says what else can go wrong. */
class CudaGpuTest implements GpuContract {
  @Override
  public Gpu open() {
    Required.orSkip("cuda", Cuda.whyNot(0));
    return Cuda.gpu(0);
  }

  @Test
  void groupsThatTheKernelCannotHaveAreRefused() {
    try (Gpu gpu = open()) {
      Gpu.Kernel add = gpu.compile("add", Adding.TEXT);
      Gpu.Memory data = gpu.allocate("data", 8);
      assertThatThrownBy(() -> gpu.prepare(add, 1, 1 << 20, new Gpu.Memory[] {data, data}, 1, 1))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("kernel add cannot be run with 1 groups of 1048576 work-items");
    }
  }

  @Test
  void sharedMemoryThatTheDeviceCannotGiveIsRefused() {
    try (Gpu gpu = open()) {
      assertThatThrownBy(() -> gpu.compile("add", Adding.TEXT, 1 << 20))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("asking for 1048576 bytes of shared memory for kernel add");
    }
  }

  @Test
  void memoryThatTheDeviceCannotGiveIsReportedWithWhatIsFree() {
    try (Gpu gpu = open()) {
      assertThatThrownBy(() -> gpu.allocate("the arrays", 1L << 45))
          .hasMessageContaining("are free");
    }
  }

  @Test
  void aKernelThatWritesWhereItMayNotTellsThatTheContextIsLost() {
    Gpu gpu = open();
    StandIn standIn = StandIn.need();
    long before = standIn.open();
    String wild = "__kernel GROUP(1) void wild(__global int *data) { data[1 << 30] = 1; }";
    try (Gpu other = Cuda.gpu(0)) {
      Gpu.Memory data = gpu.allocate("data", 8);
      Gpu.Copy copy = new Gpu.Copy(gpu.stage(8), data, 0, 8);
      gpu.run(gpu.prepare(gpu.compile("wild", wild), 1, 1, new Gpu.Memory[] {data}));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> gpu.download(copy))
            .isInstanceOf(BackendException.class)
            .hasMessageContaining("CUDA_ERROR_")
            .hasMessageContaining("context in this process is lost")
            .hasMessageContaining("start the process again");
      }
      assertThatThrownBy(() -> other.allocate("data", 8)).hasMessageContaining("is lost");
      gpu.close();
    }
    assertThat(standIn.open()).isLessThan(before);
    try (Gpu next = Cuda.gpu(0)) {
      assertThat(Adding.on(next, 5, 2).run(1)).isEqualTo(19);
    }
  }

  @Test
  void everyHandleIsReleasedOnClose() {
    open().close();
    StandIn standIn = StandIn.need();
    long before = standIn.open();
    long misuses = standIn.misuses();
    for (int i = 0; i < 1000; i++) {
      try (Gpu each = Cuda.gpu(0)) {
        Gpu.Memory data = each.allocate("data", 8);
        each.share("more", "zeros", () -> new float[2]);
        Gpu.Copy copy = new Gpu.Copy(each.stage(8), data, 0, 8);
        each.upload(copy);
        if (i % 100 == 0) {
          Adding.on(each, 5, 2).run(i);
        }
        assertThat(standIn.open()).isGreaterThan(before);
      }
      assertThat(standIn.open()).isEqualTo(before);
    }
    assertThat(standIn.misuses()).isEqualTo(misuses);
  }
}
