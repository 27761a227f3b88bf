package dev.foresight.engine.kernel;

import java.util.List;

/** A script that computes {@code x * times + by} twice, one after the other. */
public record Adding(Gpu gpu, Gpu.Copy up, Gpu.Launch launch, Gpu.Copy down, Gpu.Script script) {
  /** {@code data[i] = data[i] * times + more[i % 2] + by}. */
  public static final String TEXT = """
      __kernel GROUP(8) void add(__global int *data, __global const int *more,
          const int by, const int times)
      {
          int i = (int) get_global_id(0);
          data[i] = data[i] * times + more[i % 2] + by;
      }
      """;

  /** A script of its own, with memory of its own. */
  public static Adding on(Gpu gpu, int by, int times) {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.share("more", "zeros", () -> new float[2]);
    Gpu.Copy up = new Gpu.Copy(gpu.stage(8), data, 0, 8);
    Gpu.Copy down = new Gpu.Copy(gpu.stage(2), data, 6, 2);
    Gpu.Kernel add = gpu.compile("add", TEXT);
    Gpu.Launch launch = gpu.prepare(add, 1, 8, new Gpu.Memory[] {data, more}, by, times);
    return new Adding(gpu, up, launch, down, gpu.script(up, List.of(launch, launch), down));
  }

  /** The result for x. */
  public int run(int x) {
    up.here().bytes().asIntBuffer().put(7, x);
    gpu.run(script);
    return down.here().bytes().asIntBuffer().get(1);
  }
}
