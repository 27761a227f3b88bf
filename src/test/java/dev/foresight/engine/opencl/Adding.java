package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import java.util.List;

/** A script that computes {@code x * times + by} twice, one after the other. */
record Adding(OpenClGpu gpu, OpenClScript script) {

  Adding(OpenClGpu gpu, int by, int times) {
    this(gpu, script(gpu, by, times));
  }

  private static OpenClScript script(OpenClGpu gpu, int by, int times) {
    Gpu.Memory data = gpu.allocate("data", 8);
    Gpu.Memory more = gpu.share("more", "zeros", () -> new float[2]);
    Gpu.Copy up = new Gpu.Copy(gpu.stage(8), data, 0, 8);
    Gpu.Copy down = new Gpu.Copy(gpu.stage(2), data, 6, 2);
    Gpu.Kernel add = gpu.compile("add", DeviceForTests.ADD);
    Gpu.Launch launch = gpu.prepare(add, 1, 8, new Gpu.Memory[] {data, more}, by, times);
    return (OpenClScript) gpu.script(up, List.of(launch, launch), down);
  }

  int run(int x) {
    script.upload().here().bytes().asIntBuffer().put(7, x);
    gpu.run(script);
    return script.download().here().bytes().asIntBuffer().get(1);
  }
}
