package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.ActionSpace;
import dev.foresight.BackendException;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import dev.foresight.engine.kernel.Adding;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is left over of what was opened. */
class OpenClLifeTest {
  private static final int WORDS = 1 << 20;
  private static final float[] WEIGHTS = new float[WORDS / 4];

  @TempDir
  private Path folder;

  @BeforeEach
  void need() {
    DeviceForTests.need();
  }

  @Test
  void aThousandPlannersLeaveNoHandleAndNoMemory() throws IOException {
    PlannerConfig config = PlannerConfig.cem().withPlans(32, 4).withHorizon(3).withIterations(2);
    Equations straight = new Equations(List.of(Expr.state(0).plus(Expr.action(0))), List.of(), 1);
    WorldModel model = WorldModel.of(straight).withReward(Expr.cos(Expr.next(0)));
    EngineSpec spec = new EngineSpec(model, ActionSpace.symmetric(1, 1), config, 1, 0, 1);
    repeated(1000, first -> {
      try (Engine engine = OpenCl.open(spec, 0)) {
        engine.shift();
        for (Round round : Round.schedule(config)) {
          engine.sample(1, round);
          engine.rollout(1, round);
          engine.score(round);
          engine.weigh(round);
          engine.fit(round);
        }
        engine.read(ArrayName.MEAN, 1, new float[3]);
      }
    });
  }

  @Test
  void hundredsOfEnginesLeaveNoHandleAndNoMemory() throws IOException {
    int before = repeated(1, first -> {});
    repeated(300, first -> use(first, before));
  }

  /** Does something again and again beside one open engine, and gives its count of handles. */
  private static int repeated(int times, Consumer<OpenClGpu> work) throws IOException {
    int before;
    try (OpenClGpu first = DeviceForTests.open()) {
      before = first.contextUsers();
      long settled = 0;
      for (int i = 0; i < times; i++) {
        work.accept(first);
        if (i == times / 10) {
          settled = residentBytes();
        }
      }
      await(first, before);
      // Java's own heap breathes by less; 300 engines' arrays would be four times as much.
      assertThat(residentBytes() - settled).isLessThan(256L << 20);
    }
    assertThat(DeviceContext.open()).isZero();
    return before;
  }

  private void use(OpenClGpu first, int before) {
    try (OpenClGpu gpu = OpenCl.gpu(0, KernelCache.in(folder))) {
      Gpu.Memory large = gpu.allocate("much", WORDS);
      gpu.share("also much", "large", () -> WEIGHTS);
      assertThat(Adding.on(gpu, 1, 2).run(3)).isEqualTo(15);
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
        await(first, before);
      }
    }
  }

  /** What still ran when it was closed is released by the driver's own threads when it is done. */
  private static void await(OpenClGpu gpu, int users) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (gpu.contextUsers() != users && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(gpu.contextUsers()).isEqualTo(users);
  }

  private static void closeInOrder(OpenClGpu gpu, int order) {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.share("more", "zeros", () -> new float[2]);
    Gpu.Kernel add = gpu.compile("add", Adding.TEXT);
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
      Gpu.Kernel add = gpu.compile("add", Adding.TEXT);
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
