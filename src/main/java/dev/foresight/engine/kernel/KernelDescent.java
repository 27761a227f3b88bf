package dev.foresight.engine.kernel;

import dev.foresight.Activation;
import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.compute.DescentState;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Training on a device that runs kernels. The examples go up once; for an epoch the order of rows, the
 * weights and the optimiser's moments go up, and weights, moments and losses come down; nothing is
 * waited for in between. Sizes are arguments of the kernels, so these are compiled once for all networks.
 */
public final class KernelDescent implements Descent {
  /** Names of the kernels, in the order of a step. */
  static final List<String> KERNELS = List.of("gather", "forward", "loss", "backward", "descend");

  private static final int ITEMS = 64;
  private static final int MOST_GROUPS = 1 << 16;
  private static final int CHUNK_WORDS = 1 << 20;
  /** Launches of an epoch that a script takes; longer epochs are started launch by launch. */
  private static final int SCRIPT_LAUNCHES = 20_000;

  private final DescentSpec spec;
  private final Gpu gpu;
  private final DescentPlaces at;
  private final DescentTable table;
  private final DescentCopies copies;
  private final Gpu.Memory arena;
  private final Gpu.Memory data;
  private final Gpu.Copy tableCopy;
  private final Gpu.Copy stateCopy;
  private final Map<String, Gpu.Kernel> kernels = new HashMap<>();
  private final List<Gpu.Launch> step = new ArrayList<>();
  private Gpu.Script script;

  /**
   * Brings the examples to a device and compiles the kernels.
   *
   * @param gpu this training's own from now on, closed with it, and also where opening fails
   */
  public KernelDescent(DescentSpec spec, Gpu gpu) {
    this.spec = spec;
    this.gpu = gpu;
    at = new DescentPlaces(spec);
    table = new DescentTable(spec);
    boolean opened = false;
    try {
      arena = gpu.allocate("weights and a batch in training", at.words());
      data = gpu.allocate(
          "the examples to learn from", (long) spec.x().length * (spec.inputs() + spec.elements()));
      int words = table.words();
      Gpu.Memory integers = gpu.allocate("the order of the examples", words);
      tableCopy = new Gpu.Copy(gpu.stage(words), integers, 0, words);
      stateCopy = new Gpu.Copy(gpu.stage(at.state), arena, 0, at.state);
      copies = new DescentCopies(spec, at, stateCopy.here().bytes());
      table.begin(tableCopy.here().bytes().asIntBuffer(), at);
      uploadData();
      prepare(integers);
      opened = true;
    } finally {
      if (!opened) {
        gpu.close();
      }
    }
  }

  private void uploadData() {
    int width = spec.inputs() + spec.elements();
    int most = Math.max(1, CHUNK_WORDS / width);
    try (Gpu.Staging staging = gpu.stage(Math.min(most, spec.x().length) * width)) {
      for (int from = 0; from < spec.x().length; from += most) {
        int rows = Math.min(most, spec.x().length - from);
        FloatBuffer floats = staging.bytes().asFloatBuffer();
        for (int r = from; r < from + rows; r++) {
          floats.put(spec.x()[r]).put(spec.y()[r]);
        }
        gpu.upload(new Gpu.Copy(staging, data, (long) from * width, rows * width));
        gpu.finish();
      }
    }
  }

  private void prepare(Gpu.Memory integers) {
    int members = spec.members();
    int batch = spec.batch();
    int inputs = spec.inputs();
    int elements = spec.elements();
    int layers = spec.layers();
    Gpu.Memory[] arenaOnly = {arena};
    Gpu.Memory[] both = {arena, integers};
    long copied = (long) members * batch * (inputs + elements);
    add(
        "gather",
        (copied + ITEMS - 1) / ITEMS,
        new Gpu.Memory[] {arena, data, integers},
        members,
        batch,
        inputs,
        elements,
        at.values[0],
        at.targets);
    for (int l = 0; l < layers; l++) {
      Activation activation = l < layers - 1 ? spec.activation() : Activation.IDENTITY;
      add(
          "forward",
          (long) members * DescentTable.tiles(batch, spec.width(l + 1)),
          arenaOnly,
          members,
          batch,
          spec.width(l),
          spec.width(l + 1),
          activation.ordinal(),
          at.values[l],
          at.weights[l],
          at.values[l + 1],
          at.slopes[l]);
    }
    add(
        "loss",
        (long) members * elements,
        both,
        members,
        batch,
        elements,
        spec.limited() ? 1 : 0,
        at.values[layers],
        at.targets,
        at.byOutput[layers - 1],
        at.losses,
        at.firstLimits,
        at.limits,
        at.byLimits,
        Float.floatToRawIntBits(spec.nllBeta()));
    for (int l = layers - 1; l > 0; l--) {
      add(
          "backward",
          (long) members * DescentTable.tiles(batch, spec.width(l)),
          arenaOnly,
          members,
          batch,
          spec.width(l),
          spec.width(l + 1),
          at.byOutput[l],
          at.weights[l],
          at.slopes[l - 1],
          at.byOutput[l - 1]);
    }
    int tiles = DescentTable.tiles(spec);
    add(
        "descend",
        tiles + 1L,
        both,
        members,
        batch,
        spec.limits(),
        tiles,
        at.weightWords,
        at.limits,
        at.limitMoments,
        at.byLimits,
        Float.floatToRawIntBits(spec.decay()));
  }

  private void add(String name, long groups, Gpu.Memory[] memory, int... numbers) {
    Gpu.Kernel kernel =
        kernels.computeIfAbsent(name, each -> Compilation.of(gpu, each, text(each), 0));
    step.add(gpu.prepare(kernel, (int) Math.min(groups, MOST_GROUPS), ITEMS, memory, numbers));
  }

  /** The text of a kernel, the same for all networks. */
  static String text(String name) {
    Constants constants = new Constants();
    constants.define("ITEMS", ITEMS);
    for (Activation each : Activation.values()) {
      constants.define(each.name(), each.ordinal());
    }
    return KernelText.of(KernelFiles.text(name + ".cl"), constants);
  }

  @Override
  public void epoch(
      DescentState state, int[][] order, float[][] rates, double[] losses, int[] failures) {
    table.epoch(tableCopy.here().bytes().asIntBuffer(), order, rates);
    copies.put(state);
    gpu.upload(tableCopy);
    if ((long) spec.steps() * step.size() <= SCRIPT_LAUNCHES) {
      if (script == null) {
        List<Gpu.Launch> all = new ArrayList<>();
        Collections.nCopies(spec.steps(), step).forEach(all::addAll);
        script = gpu.script(stateCopy, all, stateCopy);
      }
      gpu.run(script);
    } else {
      gpu.upload(stateCopy);
      for (int t = 0; t < spec.steps(); t++) {
        step.forEach(gpu::run);
      }
      gpu.download(stateCopy);
    }
    copies.get(state, losses, failures);
  }

  @Override
  public void close() {
    gpu.close();
  }
}
