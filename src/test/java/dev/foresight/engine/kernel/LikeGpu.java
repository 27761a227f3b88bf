package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A device that says of itself that it is no processor, and remembers which rollouts it compiled.
 * Rollouts may be refused, or take {@value #SLOW_MILLIS} ms longer than they do.
 */
final class LikeGpu implements Gpu {
  private static final int SLOW_MILLIS = 40;

  final List<String> rollouts = new ArrayList<>();
  private final Set<Kernel> slowKernels = new HashSet<>();
  private final Set<Launch> slowLaunches = new HashSet<>();
  private final Gpu gpu;
  private final Predicate<String> refused;
  private final Predicate<String> slow;

  LikeGpu(Gpu gpu, Predicate<String> refused, Predicate<String> slow) {
    this.gpu = gpu;
    this.refused = refused;
    this.slow = slow;
  }

  /** What a GPU has at least. */
  static Limits limits(Limits real) {
    return new Limits(real.name(), 32 << 10, 256, real.units(), real.memoryBytes(), false);
  }

  @Override
  public Limits limits() {
    return limits(gpu.limits());
  }

  @Override
  public Kernel compile(String name, String text) {
    if (!name.equals(Operation.ROLLOUT.kernel())) {
      return gpu.compile(name, text);
    }
    rollouts.add(text);
    if (refused.test(text)) {
      throw new BackendException("this rollout is refused");
    }
    Kernel kernel = gpu.compile(name, text);
    if (slow.test(text)) {
      slowKernels.add(kernel);
    }
    return kernel;
  }

  @Override
  public Memory allocate(String what, long words) {
    return gpu.allocate(what, words);
  }

  @Override
  public Memory share(String what, Object key, Supplier<float[]> content) {
    return gpu.share(what, key, content);
  }

  @Override
  public Staging stage(int words) {
    return gpu.stage(words);
  }

  @Override
  public Launch prepare(Kernel kernel, int groups, int items, Memory[] memory, int... numbers) {
    Launch launch = gpu.prepare(kernel, groups, items, memory, numbers);
    if (slowKernels.contains(kernel)) {
      slowLaunches.add(launch);
    }
    return launch;
  }

  @Override
  public void upload(Copy copy) {
    gpu.upload(copy);
  }

  @Override
  public void download(Copy copy) {
    gpu.download(copy);
  }

  @Override
  public void run(Launch launch) {
    if (slowLaunches.contains(launch)) {
      LockSupport.parkNanos(SLOW_MILLIS * 1_000_000L);
    }
    gpu.run(launch);
  }

  @Override
  public Script script(Copy upload, List<Launch> launches, Copy download) {
    return gpu.script(upload, launches, download);
  }

  @Override
  public void run(Script script) {
    gpu.run(script);
  }

  @Override
  public void finish() {
    gpu.finish();
  }

  @Override
  public void close() {
    gpu.close();
  }
}
