package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import java.nio.IntBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Gpu} promises, with small kernels. */
class OpenClGpuTest {
  private static final String ADD = """
      __kernel GROUP(8) void add(__global int *data, __global const int *more,
          const int by, const int times)
      {
          int i = (int) get_global_id(0);
          data[i] = data[i] * times + more[i % 2] + by;
      }
      """;

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
    Gpu.Kernel add = gpu.compile("add", ADD);
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
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.share("more", "script", () -> new float[2]);
    Gpu.Copy up = new Gpu.Copy(gpu.stage(8), data, 0, 8);
    Gpu.Copy down = new Gpu.Copy(gpu.stage(2), data, 6, 2);
    Gpu.Launch launch =
        gpu.prepare(gpu.compile("add", ADD), 1, 8, new Gpu.Memory[] {data, more}, 5, 2);
    Gpu.Script script = gpu.script(up, List.of(launch, launch), down);
    for (int run = 1; run < 4; run++) {
      up.here().bytes().asIntBuffer().put(6, 10 * run).put(7, 20 * run);
      gpu.run(script);
      assertThat(down.here().bytes().asIntBuffer().get(0)).isEqualTo((10 * run * 2 + 5) * 2 + 5);
      assertThat(down.here().bytes().asIntBuffer().get(1)).isEqualTo((20 * run * 2 + 5) * 2 + 5);
    }
  }

  @Test
  void aTextThatDoesNotCompileIsReportedWithTheCompilersLog() {
    assertThatThrownBy(() -> gpu.compile("broken", "__kernel void broken() { nonsense; }"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("broken")
        .hasMessageContaining("nonsense");
  }

  @Test
  void memoryThatTheDeviceCannotGiveIsReportedWithItsSizes() {
    assertThatThrownBy(() -> gpu.allocate("the engine's arrays", 1L << 45))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("the engine's arrays need 134217728 MiB")
        .hasMessageContaining("at most");
  }
}
