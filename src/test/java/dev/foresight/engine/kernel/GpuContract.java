package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.foresight.BackendException;
import java.lang.management.ManagementFactory;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link Gpu} promises, shown with small kernels. */
public interface GpuContract {
  /** The sum of a group, by way of its memory. */
  String SUM = """
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

  /** Opens the device that is tested, or skips the test, or fails where it is required. */
  Gpu open();

  @Test
  default void launchesRunInOrderOnWhatWasUploaded() {
    try (Gpu gpu = open()) {
      Gpu.Memory data = gpu.allocate("data", 16);
      Gpu.Memory more = gpu.allocate("more", 2);
      Gpu.Copy all = new Gpu.Copy(gpu.stage(16), data, 0, 16);
      Gpu.Copy two = new Gpu.Copy(gpu.stage(2), more, 0, 2);
      IntBuffer ints = counting(all);
      two.here().bytes().asIntBuffer().put(0, 100).put(1, 200);
      gpu.upload(all);
      gpu.upload(two);
      Gpu.Kernel add = gpu.compile("add", Adding.TEXT);
      Gpu.Memory[] memory = {data, more};
      gpu.run(gpu.prepare(add, 2, 8, memory, 1, 1));
      gpu.run(gpu.prepare(add, 2, 8, memory, 0, 10));
      gpu.download(all);
      for (int i = 0; i < 16; i++) {
        int extra = i % 2 == 0 ? 100 : 200;
        assertThat(ints.get(i)).isEqualTo((i + extra + 1) * 10 + extra);
      }
    }
  }

  @Test
  default void aGroupSharesItsMemoryBetweenBarriers() {
    try (Gpu gpu = open()) {
      Gpu.Memory data = gpu.allocate("data", 99);
      Gpu.Copy all = new Gpu.Copy(gpu.stage(99), data, 0, 99);
      IntBuffer ints = counting(all);
      gpu.upload(all);
      gpu.run(gpu.prepare(gpu.compile("sums", SUM), 3, 33, new Gpu.Memory[] {data}));
      gpu.download(all);
      for (int i = 0; i < 99; i++) {
        int group = i / 33;
        int odd = group == 1 ? 17 : 16;
        assertThat(ints.get(i)).isEqualTo(1000 * 33 * (33 * group + 16) + odd);
      }
    }
  }

  private static IntBuffer counting(Gpu.Copy copy) {
    IntBuffer ints = copy.here().bytes().asIntBuffer();
    for (int i = 0; i < copy.words(); i++) {
      ints.put(i, i);
    }
    return ints;
  }

  @Test
  default void aScriptUploadsRunsAndDownloads() {
    try (Gpu gpu = open()) {
      Adding one = Adding.on(gpu, 5, 2);
      Adding other = Adding.on(gpu, 1, 1);
      for (int x = 0; x < 20; x++) {
        assertThat(one.run(10 * x)).isEqualTo((10 * x * 2 + 5) * 2 + 5);
        assertThat(other.run(x)).isEqualTo(x + 2);
      }
    }
  }

  @Test
  default void copiesReachOnlyTheWordsTheyName() {
    try (Gpu gpu = open()) {
      Gpu.Memory data = gpu.allocate("data", 8);
      Gpu.Copy all = new Gpu.Copy(gpu.stage(8), data, 0, 8);
      all.here().bytes().asIntBuffer().put(0, new int[8]);
      gpu.upload(all);
      gpu.finish();
      Gpu.Copy middle = new Gpu.Copy(gpu.stage(8), data, 3, 2);
      middle.here().bytes().asIntBuffer().put(0, new int[] {1, 2, 3, 4, 5, 6, 7, 8});
      gpu.upload(middle);
      gpu.download(all);
      int[] there = new int[8];
      all.here().bytes().asIntBuffer().get(there);
      assertThat(there).containsExactly(0, 0, 0, 1, 2, 0, 0, 0);
    }
  }

  @Test
  default void copiesBeyondTheirMemoryAreRefused() {
    try (Gpu gpu = open()) {
      Gpu.Memory memory = gpu.allocate("data", 10);
      Gpu.Staging staging = gpu.stage(5);
      for (Gpu.Copy copy : new Gpu.Copy[] {
        new Gpu.Copy(staging, memory, 6, 5),
        new Gpu.Copy(staging, memory, 0, 6),
        new Gpu.Copy(staging, memory, -1, 2),
        new Gpu.Copy(staging, memory, 0, -1),
      }) {
        assertThatThrownBy(() -> gpu.upload(copy))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("copy of " + copy.words() + " words");
        assertThatThrownBy(() -> gpu.download(copy)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  default void aRunOfAScriptAllocatesNothing() {
    try (Gpu gpu = open()) {
      Adding adding = Adding.on(gpu, 5, 2);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long id = Thread.currentThread().getId();
      long allocated = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 2; attempt++) {
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 100; i++) {
          gpu.run(adding.script());
        }
        allocated = threads.getThreadAllocatedBytes(id) - before;
      }
      assertThat(allocated).isLessThan(1000);
    }
  }

  @Test
  default void aGpuMayGoFromThreadToThreadAndOthersWorkBesideIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Gpu one = open();
        Gpu other = open()) {
      for (int turn = 0; turn < 3; turn++) {
        Future<Integer> first = threads.submit(() -> lastOfMany(one, 1));
        Future<Integer> second = threads.submit(() -> lastOfMany(other, 3));
        assertThat(first.get()).isEqualTo(99 + 2);
        assertThat(second.get()).isEqualTo(99 * 9 + 4);
      }
      assertThat(lastOfMany(one, 1)).isEqualTo(99 + 2);
    } finally {
      threads.shutdown();
    }
  }

  private static int lastOfMany(Gpu gpu, int times) {
    Adding adding = Adding.on(gpu, 1, times);
    int last = 0;
    for (int x = 0; x < 100; x++) {
      last = adding.run(x);
      assertThat(last).isEqualTo((x * times + 1) * times + 1);
    }
    return last;
  }

  @Test
  default void aFailureInOneLeavesTheOtherWorking() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    try (Gpu good = open()) {
      Adding adding = Adding.on(good, 5, 2);
      Thread failing = new Thread(() -> {
        for (int i = 0; i < 5; i++) {
          fail();
        }
      });
      failing.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
      failing.start();
      for (int i = 0; i < 200 || failing.isAlive(); i++) {
        assertThat(adding.run(i)).isEqualTo((i * 2 + 5) * 2 + 5);
      }
      failing.join();
    }
    assertThat(failures).isEmpty();
  }

  /** Opens another, does what it refuses, and closes it. */
  private void fail() {
    try (Gpu bad = open()) {
      assertThatThrownBy(() -> bad.allocate("data", 1L << 45)).isInstanceOf(BackendException.class);
      assertThatThrownBy(() -> bad.compile("broken", "__kernel void broken() { nonsense; }"))
          .isInstanceOf(BackendException.class);
    }
  }

  @Test
  default void sharedMemoryIsFilledOnceAndOutlivesWhoFilledIt() {
    AtomicInteger made = new AtomicInteger();
    try (Gpu other = open()) {
      Gpu gpu = open();
      Gpu.Memory mine = share(gpu, made);
      Gpu.Memory same = share(other, made);
      assertThat(made.get()).isEqualTo(1);
      mine.close();
      gpu.close();
      Gpu.Copy copy = new Gpu.Copy(other.stage(3), same, 0, 3);
      other.download(copy);
      assertThat(copy.here().bytes().asFloatBuffer().get(2)).isEqualTo(42);
      same.close();
      assertThat(share(other, made).words()).isEqualTo(3);
      assertThat(made.get()).isEqualTo(2);
    }
  }

  private static Gpu.Memory share(Gpu gpu, AtomicInteger made) {
    return gpu.share("weights", "key", () -> {
      made.incrementAndGet();
      return new float[] {1, 2, 42};
    });
  }

  @Test
  default void contentThatCannotBeMadeLeavesNothingBehind() {
    try (Gpu gpu = open()) {
      assertThatThrownBy(() -> gpu.share("weights", "failing", () -> {
            throw new IllegalStateException("no weights");
          }))
          .hasMessage("no weights");
      assertThat(gpu.share("weights", "failing", () -> new float[5]).words()).isEqualTo(5);
    }
  }

  @Test
  default void aTextThatDoesNotCompileIsReportedWithTheCompilersLog() {
    try (Gpu gpu = open()) {
      assertThatThrownBy(() -> gpu.compile("broken", "\n\n__kernel void broken() { nonsense; }"))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("kernel broken for ")
          .hasMessageContaining("nonsense");
      assertThat(Adding.on(gpu, 5, 2).run(1)).isEqualTo(19);
    }
  }

  @Test
  default void memoryThatTheDeviceCannotGiveIsReportedWithItsSizes() {
    try (Gpu gpu = open()) {
      assertThatThrownBy(() -> gpu.allocate("the engine's arrays", 1L << 45))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("the engine's arrays")
          .hasMessageContaining("134217728 MiB")
          .hasMessageContaining("fewer plans");
      assertThat(Adding.on(gpu, 5, 2).run(1)).isEqualTo(19);
    }
  }

  @Test
  default void whatWasClosedIsNotUsedAgain() {
    Gpu gpu = open();
    Adding adding = Adding.on(gpu, 5, 2);
    adding.up().there().close();
    adding.up().there().close();
    assertThatThrownBy(() -> gpu.upload(adding.up())).hasMessageContaining("closed");
    gpu.close();
    gpu.close();
    assertThatThrownBy(() -> gpu.run(adding.script())).hasMessageContaining("closed");
    assertThatThrownBy(() -> gpu.allocate("data", 1)).hasMessageContaining("closed");
    assertThatThrownBy(() -> gpu.stage(1)).hasMessageContaining("closed");
    assertThatThrownBy(gpu::finish).hasMessageContaining("closed");
  }
}
