package dev.foresight.engine.kernel;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/** The named arrays on the device, and the ways up and down. */
final class DeviceArrays {
  private static final int SENTINEL = 0xDEADBEEF;

  private final EngineSpec spec;
  private final Gpu gpu;
  private final Arena arena;
  private final Gpu.Memory memory;
  private final Gpu.Copy up;
  private final Gpu.Copy down;
  private final IntBuffer control;
  private final FloatBuffer uploaded;
  private final FloatBuffer fetched;
  private boolean changed = true;
  private boolean uploading;

  DeviceArrays(EngineSpec spec, Gpu gpu, Arena arena) {
    this.spec = spec;
    this.gpu = gpu;
    this.arena = arena;
    memory = gpu.allocate("the engine's arrays (" + arena + ")", arena.words());
    up = new Gpu.Copy(gpu.stage(arena.uploaded()), memory, 0, arena.uploaded());
    int words = arena.downloadedWords(spec);
    down = new Gpu.Copy(gpu.stage(words), memory, arena.downloaded(), words);
    control = up.here().bytes().asIntBuffer();
    uploaded = up.here().bytes().asFloatBuffer();
    fetched = down.here().bytes().asFloatBuffer();
    for (int i = 0; i < arena.uploaded(); i++) {
      control.put(i, SENTINEL);
    }
    control.put(Arena.CALL, 0);
    control.put(Arena.SEED_LOW, (int) spec.config().seed());
    control.put(Arena.SEED_HIGH, (int) (spec.config().seed() >>> 32));
    control.put(Arena.FIRST_PROBLEM, spec.firstProblem());
    writeGuards();
    writeSettings(spec);
  }

  Gpu.Memory memory() {
    return memory;
  }

  /** What goes up before each plan. */
  Gpu.Copy uploading() {
    return up;
  }

  /** What comes down after each plan. */
  Gpu.Copy downloading() {
    return down;
  }

  int call() {
    return control.get(Arena.CALL);
  }

  void writeCall(int call) {
    waitForUpload();
    control.put(Arena.CALL, call);
    changed = true;
  }

  /** The number of the first problem. */
  int firstProblem() {
    return control.get(Arena.FIRST_PROBLEM);
  }

  void writeFirstProblem(int number) {
    waitForUpload();
    control.put(Arena.FIRST_PROBLEM, number);
    changed = true;
  }

  /** Whether an array is among what goes up before each plan. */
  boolean goesUp(ArrayName name) {
    return name == ArrayName.STATE || name == ArrayName.PREVIOUS;
  }

  void writeUploaded(ArrayName name, float[] values) {
    check(name, 1, values);
    if (values.length > 0) {
      waitForUpload();
      uploaded.put((int) arena.at(name, 1), values);
      changed = true;
    }
  }

  /** Before the next plan, no action was carried out. */
  void forgetPrevious(int problem) {
    int actions = spec.length(ArrayName.PREVIOUS, 1) / spec.problems();
    if (actions > 0) {
      waitForUpload();
      int first = (int) arena.at(ArrayName.PREVIOUS, 1) + problem * actions;
      for (int i = first; i < first + actions; i++) {
        uploaded.put(i, Float.NaN);
      }
      changed = true;
    }
  }

  private void waitForUpload() {
    if (uploading) {
      gpu.finish();
      uploading = false;
    }
  }

  /** Starts the upload if there is anything new. */
  void upload() {
    if (changed) {
      gpu.upload(up);
      uploading = true;
      changed = false;
    }
  }

  /** Whether an array is among what comes down after each plan. */
  boolean comesDown(ArrayName name, int plans) {
    return switch (name) {
      case FAILURES, DISAGREEMENT -> true;
      case PLANS, RETURNS, VIOLATIONS, SCORES -> plans == 1;
      default -> false;
    };
  }

  void fetch() {
    gpu.download(down);
    uploading = false;
  }

  void run(Gpu.Script script) {
    gpu.run(script);
    uploading = false;
    changed = false;
  }

  void readFetched(ArrayName name, float[] into) {
    check(name, 1, into);
    fetched.get((int) (arena.at(name, 1) - arena.downloaded()), into);
  }

  void write(ArrayName name, int plans, float[] values) {
    check(name, plans, values);
    if (values.length > 0) {
      try (Gpu.Staging staging = gpu.stage(values.length)) {
        Transposed.put(spec, name, plans, values, staging.bytes().asFloatBuffer());
        gpu.upload(new Gpu.Copy(staging, memory, arena.at(name, plans), values.length));
        gpu.finish();
      }
    }
  }

  void read(ArrayName name, int plans, float[] into) {
    check(name, plans, into);
    if (into.length > 0) {
      try (Gpu.Staging staging = gpu.stage(into.length)) {
        gpu.download(new Gpu.Copy(staging, memory, arena.at(name, plans), into.length));
        Transposed.get(spec, name, plans, staging.bytes().asFloatBuffer(), into);
      }
    }
  }

  /** What {@link Resets} has collected; the members only where kernels know of them. */
  void writeResets(int[] values) {
    int words = Arena.drawsMembers(spec.config()) ? values.length : values.length / 2;
    writeInts(arena.at("RESETS"), java.util.Arrays.copyOf(values, words));
  }

  /** Numbers of the configuration and the model that kernels read. */
  void writeSettings(EngineSpec now) {
    float[] values = Settings.of(now).values();
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    writeInts(arena.at("SETTINGS"), bits);
  }

  private void writeInts(long at, int[] values) {
    try (Gpu.Staging staging = gpu.stage(values.length)) {
      staging.bytes().asIntBuffer().put(0, values);
      gpu.upload(new Gpu.Copy(staging, memory, at, values.length));
      gpu.finish();
    }
  }

  private void writeGuards() {
    int[] sentinels = new int[2 * Arena.GUARD];
    java.util.Arrays.fill(sentinels, SENTINEL);
    for (long[] gap : arena.guards()) {
      writeInts(gap[0], java.util.Arrays.copyOf(sentinels, (int) (gap[1] - gap[0])));
    }
  }

  List<Long> brokenGuards() {
    List<Long> broken = new ArrayList<>();
    try (Gpu.Staging staging = gpu.stage(2 * Arena.GUARD)) {
      IntBuffer ints = staging.bytes().asIntBuffer();
      for (long[] gap : arena.guards()) {
        gpu.download(new Gpu.Copy(staging, memory, gap[0], (int) (gap[1] - gap[0])));
        for (int i = 0; i < gap[1] - gap[0]; i++) {
          if (ints.get(i) != SENTINEL) {
            broken.add(gap[0] + i);
          }
        }
      }
    }
    return broken;
  }

  private void check(ArrayName name, int plans, float[] values) {
    int length = spec.length(name, plans);
    if (values.length != length || plans > spec.config().plans()) {
      throw new IllegalArgumentException(
          name + " of " + plans + " plans has " + length + " values, not " + values.length);
    }
  }
}
