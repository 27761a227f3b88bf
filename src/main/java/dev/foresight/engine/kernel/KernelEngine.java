package dev.foresight.engine.kernel;

import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Randomness;
import dev.foresight.engine.Round;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The engine on a device that runs kernels. Operations are only noted down, and run when a result is
 * read or {@link #finish} is called; a list of operations that comes again and again, as each call of
 * a planner is, becomes a script of the device. Per plan, [B,S] goes up, and the chosen plan with its
 * score and returns comes down.
 */
public final class KernelEngine implements Engine {
  private static final Set<ArrayName> RESET =
      EnumSet.of(ArrayName.MEAN, ArrayName.STD, ArrayName.ELITES, ArrayName.PROPOSALS);
  private static final Round NO_ROUND = new Round(0, 1, 0, false);

  private final EngineSpec spec;
  private final Gpu gpu;
  private final Arena arena;
  private final DeviceArrays arrays;
  private final Launches launches;
  private final Pending pending;
  private final Resets resets;
  private boolean fresh;
  private boolean closed;

  /**
   * Opens an engine; kernels are compiled when they are first used, or by {@link #compiled}.
   *
   * @param gpu the engine's own from now on, closed with it, and also where opening fails
   */
  public KernelEngine(EngineSpec spec, Gpu gpu) {
    this.spec = spec;
    this.gpu = gpu;
    resets = new Resets(spec.problems());
    boolean opened = false;
    try {
      Refusals.check(spec, gpu);
      arena = new Arena(spec);
      arrays = new DeviceArrays(spec, gpu, arena);
      pending = new Pending(gpu, arrays);
      launches = new Launches(spec, gpu, arena, arrays.memory());
      for (int b = 0; b < spec.problems(); b++) {
        reset(b, 0);
      }
      opened = true;
    } finally {
      if (!opened) {
        gpu.close();
      }
    }
  }

  /** An engine with its kernels compiled and its rollout tiled for the device; else all is closed. */
  public static KernelEngine compiled(EngineSpec spec, Gpu gpu) {
    KernelEngine engine = new KernelEngine(spec, gpu);
    boolean opened = false;
    try {
      engine.compile(KernelCache.chosen());
      opened = true;
      return engine;
    } finally {
      if (!opened) {
        engine.close();
      }
    }
  }

  /**
   * Compiles every kernel now, the rollout as the device is fastest with; before any operation.
   *
   * @param cache keeps how fast each tiling was; without one a cost model chooses, untimed
   */
  void compile(KernelCache cache) {
    compile(cache, TilingTimer.LIMIT_NANOS);
  }

  void compile(KernelCache cache, long limitNanos) {
    tile(new TilingTimer(spec, gpu, arena, arrays, cache, limitNanos).choose());
    for (Operation operation : Operation.values()) {
      if (operation.neededBy(spec)) {
        launches.kernel(operation);
      }
    }
  }

  /** Rolls out in that tiling; before any operation. */
  void tile(Tiling tiling) {
    launches.tile(tiling);
  }

  /** {@inheritDoc} New weights in the same formulas need no compiler. */
  @Override
  public void update(WorldModel model) {
    EngineSpec changed = launches.spec().withModel(model);
    Refusals.check(changed, gpu);
    finish();
    pending.forget();
    launches.update(model);
    arrays.writeSettings(launches.spec());
  }

  @Override
  public void write(ArrayName name, int plans, float[] values) {
    check();
    if (arrays.goesUp(name)) {
      arrays.writeUploaded(name, values);
    } else {
      flush(name);
      arrays.write(name, plans, values);
    }
    fresh = false;
  }

  @Override
  public void read(ArrayName name, int plans, float[] into) {
    check();
    if (!arrays.comesDown(name, plans)) {
      flush(name);
      arrays.read(name, plans, into);
      return;
    }
    if (!fresh) {
      pending.fetch();
      fresh = true;
    }
    arrays.readFetched(name, into);
  }

  /** Memory for copies may be the device's own, gone when it is closed: no touch of it after that. */
  private void check() {
    if (closed) {
      throw new IllegalStateException("the engine is closed; open another");
    }
  }

  /** Runs what is pending, so that an array can be read or written. */
  private void flush(ArrayName name) {
    if (RESET.contains(name)) {
      applyResets();
    }
    pending.run();
  }

  @Override
  public void reset(int problem, int episode) {
    pending.runAny();
    resets.add(
        problem, Randomness.member(launches.spec(), arrays.firstProblem() + problem, episode));
    arrays.forgetPrevious(problem);
    fresh = false;
  }

  @Override
  public void renumber(int firstProblem) {
    pending.runAny();
    arrays.writeFirstProblem(firstProblem);
    fresh = false;
  }

  /** Carries out the resets since the last time, all by one kernel, before anything that they touch. */
  private void applyResets() {
    if (resets.any()) {
      arrays.writeResets(resets.take());
      gpu.run(launches.of(Operation.RESET, NO_ROUND));
    }
  }

  private void note(Operation operation, Round round) {
    if (operation.followsReset(spec.config())) {
      applyResets();
    }
    pending.add(launches.of(operation, round));
    fresh = false;
  }

  private void note(Operation operation, int call, Round round) {
    check();
    pending.begin(call);
    note(operation, round);
  }

  @Override
  public void shift() {
    note(Operation.SHIFT, NO_ROUND);
  }

  @Override
  public void propose(int call) {
    if (Operation.PROPOSE.neededBy(launches.spec())) {
      note(Operation.PROPOSE, call, NO_ROUND);
    }
  }

  @Override
  public void sample(int call, Round round) {
    note(Operation.SAMPLE, call, round);
    if (spec.actions().limited()) {
      note(Operation.LIMIT, round);
    }
  }

  @Override
  public void rollout(int call, Round round) {
    note(Operation.ROLLOUT, call, round);
  }

  @Override
  public void score(Round round) {
    note(Operation.SCORE, round);
  }

  @Override
  public void weigh(Round round) {
    note(Operation.WEIGH, round);
  }

  @Override
  public void fit(Round round) {
    note(Operation.FIT, round);
  }

  @Override
  public void disagree() {
    check();
    if (Operation.DISAGREE.neededBy(launches.spec())) {
      note(Operation.DISAGREE, NO_ROUND);
    }
  }

  @Override
  public Precision precision() {
    return launches.precision();
  }

  @Override
  public void finish() {
    pending.run();
    gpu.finish();
  }

  /** The gaps between arrays that something wrote into, by their place; for tests. */
  List<Long> brokenGuards() {
    pending.run();
    return arrays.brokenGuards();
  }

  @Override
  public void close() {
    closed = true;
    gpu.close();
  }
}
