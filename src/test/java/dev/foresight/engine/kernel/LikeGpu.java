package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A device that says of itself that it is no processor, and remembers which rollouts it compiled.
 * It may only pretend to run them, so that a test knows how long each takes.
 */
final class LikeGpu implements Gpu {
  private static final int SLOW_MILLIS = 40;

  final List<String> rollouts = new ArrayList<>();
  private final Map<Kernel, Integer> millisOfKernels = new HashMap<>();
  private final Map<Launch, Integer> millisOfLaunches = new HashMap<>();
  private final Gpu gpu;
  private final boolean pretends;
  private final Predicate<String> refused;
  private final Predicate<String> slow;

  /** Runs every rollout. */
  LikeGpu(Gpu gpu) {
    this(gpu, false, text -> false, text -> false);
  }

  /** Runs no rollout: each takes no time, those that are slow {@value #SLOW_MILLIS} ms. */
  LikeGpu(Gpu gpu, Predicate<String> refused, Predicate<String> slow) {
    this(gpu, true, refused, slow);
  }

  private LikeGpu(Gpu gpu, boolean pretends, Predicate<String> refused, Predicate<String> slow) {
    this.gpu = gpu;
    this.pretends = pretends;
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
  public Kernel compile(String name, String text, long askedBytes) {
    if (!name.equals("rollout")) {
      return gpu.compile(name, text, askedBytes);
    }
    rollouts.add(text);
    if (refused.test(text)) {
      throw new BackendException("this rollout is refused");
    }
    Kernel kernel = gpu.compile(name, text, askedBytes);
    if (pretends) {
      millisOfKernels.put(kernel, slow.test(text) ? SLOW_MILLIS : 0);
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
    if (millisOfKernels.containsKey(kernel)) {
      millisOfLaunches.put(launch, millisOfKernels.get(kernel));
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
    Integer millis = millisOfLaunches.get(launch);
    if (millis == null) {
      gpu.run(launch);
    } else {
      long end = System.nanoTime() + millis * 1_000_000L;
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000);
      }
    }
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
