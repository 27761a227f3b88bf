package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Adding;
import dev.foresight.engine.kernel.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Engines on one device: what they share, and what they do not. */
class OpenClSharingTest {
  @BeforeEach
  void need() {
    DeviceForTests.need();
  }

  @Test
  void equalKeysShareOneUpload() {
    AtomicInteger made = new AtomicInteger();
    try (OpenClGpu two = DeviceForTests.open()) {
      Gpu.Memory second;
      try (OpenClGpu one = DeviceForTests.open()) {
        share(one, made);
        second = share(two, made);
        assertThat(made.get()).isEqualTo(1);
      }
      assertThat(downloaded(two, second)).isEqualTo(42);
      second.close();
      share(two, made);
      assertThat(made.get()).isEqualTo(2);
    }
    assertThat(DeviceContext.open()).isZero();
  }

  private static Gpu.Memory share(OpenClGpu gpu, AtomicInteger made) {
    return gpu.share("weights", "key", () -> {
      made.incrementAndGet();
      return new float[] {42};
    });
  }

  private static float downloaded(OpenClGpu gpu, Gpu.Memory memory) {
    Gpu.Copy copy = new Gpu.Copy(gpu.stage(1), memory, 0, 1);
    gpu.download(copy);
    return copy.here().bytes().asFloatBuffer().get(0);
  }

  @Test
  void aFailureInOneEngineLeavesTheOtherWorking() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    try (OpenClGpu good = DeviceForTests.open()) {
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
    assertThat(DeviceContext.open()).isZero();
  }

  /** Opens an engine, does something wrong with it, and closes it. */
  private static void fail() {
    try (OpenClGpu bad = DeviceForTests.open()) {
      Gpu.Kernel add = bad.compile("add", Adding.TEXT);
      Gpu.Launch wrong = bad.prepare(add, 1, 8, new Gpu.Memory[] {bad.allocate("data", 8)});
      assertThatThrownBy(() -> bad.run(wrong)).isInstanceOf(BackendException.class);
      assertThatThrownBy(() -> bad.compile("broken", "__kernel void broken() { nonsense; }"))
          .isInstanceOf(BackendException.class);
    }
  }
}
