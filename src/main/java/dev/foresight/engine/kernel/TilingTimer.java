package dev.foresight.engine.kernel;

import dev.foresight.BackendException;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Finds the fastest of the first few tilings by running the planner's first round with each on the
 * device. How long each took is kept in a cache, so that it is asked once for each device and shape
 * of the rollout; a cache that keeps nothing leaves the choice to {@link TilingCost}, so that nobody
 * waits at every opening.
 *
 * <p>Where compiling and running take longer than a limit, the tilings left are timed at the next
 * opening.
 */
final class TilingTimer {
  /** How many tilings are timed. */
  static final int TIMED = 4;

  /** How long an opening may take longer, not counting the run that it is in then. */
  static final long LIMIT_NANOS = 2_000_000_000L;

  private static final System.Logger LOG = System.getLogger(TilingTimer.class.getName());
  private static final int RUNS = 3;

  private final EngineSpec spec;
  private final Gpu gpu;
  private final Arena arena;
  private final DeviceArrays arrays;
  private final KernelCache cache;
  private final Round round;
  private final long limitNanos;
  private boolean started;
  private long start;

  /**
   * Of an engine whose first operation is still to come.
   *
   * @param arrays STATE, PLANS and RETURNS of the first round are written
   */
  TilingTimer(
      EngineSpec spec,
      Gpu gpu,
      Arena arena,
      DeviceArrays arrays,
      KernelCache cache,
      long limitNanos) {
    this.spec = spec;
    this.gpu = gpu;
    this.arena = arena;
    this.arrays = arrays;
    this.cache = cache;
    this.limitNanos = limitNanos;
    round = Round.schedule(spec.config())[0];
  }

  /** The fastest; on a processor, and where no network is computed, the one that costs least. */
  Tiling choose() {
    List<Tiling> tilings = Tilings.candidates(spec, gpu.limits());
    if (gpu.limits().cpu() || tilings.size() == 1 || !cache.keeps()) {
      return tilings.get(0);
    }
    Tiling fastest = tilings.get(0);
    long least = Long.MAX_VALUE;
    for (Tiling tiling : tilings.subList(0, Math.min(TIMED, tilings.size()))) {
      long nanos = nanos(tiling);
      if (nanos < least) {
        least = nanos;
        fastest = tiling;
      }
    }
    return fastest;
  }

  /** Of a round; the greatest number where that is not known. */
  private long nanos(Tiling tiling) {
    Geometry geometry = Geometry.of(spec, gpu.limits(), tiling);
    RolloutModel model = RolloutModel.of(spec, tiling);
    String text = KernelText.of(Operation.ROLLOUT, spec, arena, geometry, model.text());
    String[] key = {"tiling", gpu.limits().name(), "plans " + round.plans(), text};
    Optional<Long> known = cache.get(key).flatMap(TilingTimer::number);
    if (known.isPresent() || late()) {
      return known.orElse(Long.MAX_VALUE);
    }
    try {
      long nanos = timed(geometry, model, text);
      cache.put(ByteBuffer.allocate(Long.BYTES).putLong(nanos).array(), key);
      return nanos;
    } catch (BackendException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          tiling + " cannot be used on " + gpu.limits().name(),
          e);
      return Long.MAX_VALUE;
    }
  }

  private boolean late() {
    return started && System.nanoTime() - start > limitNanos;
  }

  private static Optional<Long> number(byte[] content) {
    return Optional.of(content)
        .filter(bytes -> bytes.length == Long.BYTES)
        .map(bytes -> ByteBuffer.wrap(bytes).getLong())
        .filter(nanos -> nanos > 0);
  }

  private long timed(Geometry geometry, RolloutModel model, String text) {
    begin();
    int groups = geometry.groups(Operation.ROLLOUT, spec, round);
    int items = geometry.items(Operation.ROLLOUT);
    try (Gpu.Memory weights = gpu.share("the model's weights", model.key(), model.weights());
        Gpu.Kernel kernel = Compilation.of(
            gpu,
            Operation.ROLLOUT.kernel(spec),
            text,
            geometry.askedBytes(Operation.ROLLOUT, spec));
        Gpu.Launch launch = gpu.prepare(
            kernel,
            groups,
            items,
            new Gpu.Memory[] {arrays.memory(), weights},
            Launches.numbers(round))) {
      run(launch);
      long least = Long.MAX_VALUE;
      for (int i = 0; i == 0 || i < RUNS && !late(); i++) {
        long before = System.nanoTime();
        run(launch);
        least = Math.min(least, System.nanoTime() - before);
      }
      return Math.max(1, least);
    }
  }

  private void run(Gpu.Launch launch) {
    gpu.run(launch);
    gpu.finish();
  }

  private void begin() {
    if (!started) {
      started = true;
      start = System.nanoTime();
      write(ArrayName.STATE);
      write(ArrayName.PLANS);
    }
  }

  /** Zeros, for which no function of a formula takes long. */
  private void write(ArrayName name) {
    arrays.write(name, round.plans(), new float[spec.length(name, round.plans())]);
  }
}
