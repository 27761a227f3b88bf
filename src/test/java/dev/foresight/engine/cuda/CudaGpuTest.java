package dev.foresight.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.Required;
import dev.foresight.engine.kernel.Gpu;
import java.nio.IntBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Gpu} promises, with small kernels. */
class CudaGpuTest {
  static final String ADD = """
      __kernel GROUP(8) void add(__global int *data, __global const int *more,
          const int by, const int times)
      {
          int i = (int) get_global_id(0);
          data[i] = data[i] * times + more[i % 2] + by;
      }
      """;

  /** The sum of a group, by way of its memory. */
  private static final String SUM = """
      FUNCTION int sum(LOCAL_POINTER const int *values, const int count)
      {
          int result = 0;
          for (int i = 0; i < count; i++) {
              result += values[i];
          }
          return result;
      }

      __kernel GROUP(33) void sums(__global int *data)
      {
          __local int values[33];
          __local int odd;
          const int item = (int) get_local_id(0);
          if (item == 0) {
              odd = 0;
          }
          values[item] = data[get_global_id(0)];
          barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
          if (values[item] % 2 == 1) {
              atomic_inc(&odd);
          }
          barrier(CLK_LOCAL_MEM_FENCE);
          data[get_global_id(0)] = 1000 * sum(values, (int) get_local_size(0)) + odd;
      }
      """;

  private Gpu gpu;

  @BeforeEach
  void open() {
    Required.orSkip("cuda", Cuda.whyNot(0));
    gpu = Cuda.gpu(0);
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
  void aGroupSharesItsMemoryBetweenBarriers() {
    Gpu.Memory data = gpu.allocate("data", 99);
    Gpu.Copy all = new Gpu.Copy(gpu.stage(99), data, 0, 99);
    IntBuffer ints = all.here().bytes().asIntBuffer();
    for (int i = 0; i < 99; i++) {
      ints.put(i, i);
    }
    gpu.upload(all);
    gpu.run(gpu.prepare(gpu.compile("sums", SUM), 3, 33, new Gpu.Memory[] {data}));
    gpu.download(all);
    for (int group = 0; group < 3; group++) {
      int sum = 33 * (33 * group + 16);
      int odd = group == 1 ? 17 : 16;
      for (int i = 0; i < 33; i++) {
        assertThat(ints.get(33 * group + i)).isEqualTo(1000 * sum + odd);
      }
    }
  }

  @Test
  void aScriptUploadsRunsAndDownloads() {
    assertThat(scripted(gpu, 1)).isEqualTo(scripted(gpu, 1));
  }

  /** Runs a script that counts, and returns what it came to. */
  private static int scripted(Gpu gpu, int seed) {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.share("more", "zeros", () -> new float[2]);
    Gpu.Copy up = new Gpu.Copy(gpu.stage(8), data, 0, 8);
    Gpu.Copy down = new Gpu.Copy(gpu.stage(2), data, 6, 2);
    Gpu.Launch launch =
        gpu.prepare(gpu.compile("add", ADD), 1, 8, new Gpu.Memory[] {data, more}, 5, 2);
    try (Gpu.Script script = gpu.script(up, List.of(launch, launch), down)) {
      for (int run = seed; run < seed + 20; run++) {
        up.here().bytes().asIntBuffer().put(6, 10 * run).put(7, 20 * run);
        gpu.run(script);
        assertThat(down.here().bytes().asIntBuffer().get(0)).isEqualTo((20 * run + 5) * 2 + 5);
        assertThat(down.here().bytes().asIntBuffer().get(1)).isEqualTo((40 * run + 5) * 2 + 5);
      }
    }
    return down.here().bytes().asIntBuffer().get(0);
  }

  @Test
  void aGpuMayGoFromThreadToThreadAndOthersWorkBesideIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Gpu other = Cuda.gpu(0)) {
      for (int turn = 0; turn < 3; turn++) {
        Future<Integer> one = threads.submit(() -> scripted(gpu, 1));
        Future<Integer> two = threads.submit(() -> scripted(other, 100));
        assertThat(one.get()).isEqualTo(815);
        assertThat(two.get()).isEqualTo(4775);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(scripted(gpu, 1)).isEqualTo(815);
  }

  @Test
  void sharedMemoryIsFilledOnceAndOutlivesWhoFilledIt() {
    try (Gpu other = Cuda.gpu(0)) {
      Gpu.Memory mine = gpu.share("weights", "key", () -> new float[] {1, 2, 3});
      Gpu.Memory same = other.share("weights", "key", () -> {
        throw new AssertionError("it is there");
      });
      assertThat(same.words()).isEqualTo(3);
      mine.close();
      gpu.close();
      Gpu.Copy copy = new Gpu.Copy(other.stage(3), same, 0, 3);
      other.download(copy);
      assertThat(copy.here().bytes().asFloatBuffer().get(2)).isEqualTo(3);
      same.close();
      Gpu.Memory fresh = other.share("weights", "key", () -> new float[] {7});
      assertThat(fresh.words()).isEqualTo(1);
    }
  }

  @Test
  void contentThatCannotBeMadeLeavesNothingBehind() {
    assertThatThrownBy(() -> gpu.share("weights", "failing", () -> {
          throw new IllegalStateException("no weights");
        }))
        .hasMessage("no weights");
    assertThat(gpu.share("weights", "failing", () -> new float[5]).words()).isEqualTo(5);
  }

  @Test
  void aTextThatDoesNotCompileIsReportedWithTheCompilersLog() {
    assertThatThrownBy(() -> gpu.compile("broken", "\n\n__kernel void broken() { nonsense; }"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("kernel broken for ")
        .hasMessageContaining("nonsense")
        .hasMessageContaining("broken.cl");
    assertThat(scripted(gpu, 1)).isEqualTo(815);
  }

  @Test
  void memoryThatTheDeviceCannotGiveIsReportedWithItsSizes() {
    assertThatThrownBy(() -> gpu.allocate("the engine's arrays", 1L << 45))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("134217728 MiB for the engine's arrays")
        .hasMessageContaining("are free")
        .hasMessageContaining("fewer plans");
    assertThat(scripted(gpu, 1)).isEqualTo(815);
  }

  @Test
  void copiesBeyondTheirMemoryAreRefused() {
    Gpu.Memory memory = gpu.allocate("data", 10);
    Gpu.Staging staging = gpu.stage(5);
    for (Gpu.Copy copy : new Gpu.Copy[] {
      new Gpu.Copy(staging, memory, 6, 5),
      new Gpu.Copy(staging, memory, 0, 6),
      new Gpu.Copy(staging, memory, -1, 2),
      new Gpu.Copy(staging, memory, 0, -1),
    }) {
      assertThatThrownBy(() -> gpu.upload(copy)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> gpu.download(copy)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void groupsThatTheKernelCannotHaveAreRefused() {
    Gpu.Kernel add = gpu.compile("add", ADD);
    Gpu.Memory data = gpu.allocate("data", 8);
    assertThatThrownBy(() -> gpu.prepare(add, 1, 1 << 20, new Gpu.Memory[] {data, data}, 1, 1))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("kernel add cannot be run with 1 groups of 1048576 work-items");
  }

  @Test
  void whatWasClosedIsNotUsedAgain() {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Copy copy = new Gpu.Copy(gpu.stage(8), data, 0, 8);
    Gpu.Launch launch =
        gpu.prepare(gpu.compile("add", ADD), 1, 8, new Gpu.Memory[] {data, data}, 1, 1);
    Gpu.Script script = gpu.script(copy, List.of(launch), copy);
    data.close();
    data.close();
    assertThatThrownBy(() -> gpu.run(launch)).hasMessageContaining("data was closed");
    assertThatThrownBy(() -> gpu.run(script)).hasMessageContaining("data was closed");
    assertThatThrownBy(() -> gpu.upload(copy)).hasMessageContaining("data was closed");
    gpu.close();
    gpu.close();
    assertThatThrownBy(() -> gpu.finish()).hasMessageContaining("closed");
    assertThatThrownBy(() -> gpu.stage(1)).hasMessageContaining("closed");
  }

  @Test
  void aKernelThatWritesWhereItMayNotTellsThatTheContextIsLost() {
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
      assertThat(scripted(next, 1)).isEqualTo(815);
    }
  }

  @Test
  void everyHandleIsReleasedOnClose() {
    StandIn standIn = StandIn.need();
    gpu.close();
    long before = standIn.open();
    long misuses = standIn.misuses();
    for (int i = 0; i < 1000; i++) {
      try (Gpu each = Cuda.gpu(0)) {
        Gpu.Memory data = each.allocate("data", 8);
        each.share("more", "zeros", () -> new float[2]);
        Gpu.Copy copy = new Gpu.Copy(each.stage(8), data, 0, 8);
        each.upload(copy);
        if (i % 100 == 0) {
          scripted(each, i);
        }
        assertThat(standIn.open()).isGreaterThan(before);
      }
      assertThat(standIn.open()).isEqualTo(before);
    }
    assertThat(standIn.misuses()).isEqualTo(misuses);
  }
}
