package dev.foresight.engine.kernel;

import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** An engine's kernels and their launches, each made when it is first asked for. */
final class Launches {
  private final Gpu gpu;
  private final Arena arena;
  private final Gpu.Memory memory;
  private final Map<Operation, Gpu.Kernel> kernels = new EnumMap<>(Operation.class);
  private final Map<Operation, Map<Round, Gpu.Launch>> known = new EnumMap<>(Operation.class);
  private EngineSpec spec;
  private Geometry geometry;
  private RolloutModel model;
  private Gpu.Memory weights;

  Launches(EngineSpec spec, Gpu gpu, Arena arena, Gpu.Memory memory) {
    this.spec = spec;
    this.gpu = gpu;
    this.arena = arena;
    this.memory = memory;
    geometry = Geometry.of(spec, gpu.limits(), Tilings.choose(spec, gpu.limits()));
    model = RolloutModel.of(spec, geometry.tiling());
    weights = share(model);
    for (Operation operation : Operation.values()) {
      known.put(operation, new HashMap<>());
    }
  }

  EngineSpec spec() {
    return spec;
  }

  /** Of the rollout's products. */
  Precision precision() {
    return geometry.tiling().warps().map(Warps::precision).orElse(Precision.FP32);
  }

  Gpu.Kernel kernel(Operation operation) {
    Gpu.Kernel kernel = kernels.get(operation);
    if (kernel == null) {
      kernel = Compilation.of(
          gpu, operation.kernel(spec), text(operation), geometry.askedBytes(operation, spec));
      kernels.put(operation, kernel);
    }
    return kernel;
  }

  private String text(Operation operation) {
    EngineSpec seen = operation.seen(spec);
    boolean same = seen == spec && (operation == Operation.ROLLOUT || !operation.tiled());
    String text =
        same ? model.text() : RolloutModel.of(seen, geometry.tiling(operation)).text();
    return KernelText.of(operation, seen, arena, geometry, text);
  }

  Gpu.Launch of(Operation operation, Round round) {
    Gpu.Launch launch = known.get(operation).get(round);
    if (launch == null) {
      launch = gpu.prepare(
          kernel(operation),
          geometry.groups(operation, spec, round),
          geometry.items(operation),
          new Gpu.Memory[] {memory, weights},
          numbers(round));
      known.get(operation).put(round, launch);
    }
    return launch;
  }

  /** The integer arguments of a kernel. */
  static int[] numbers(Round round) {
    return new int[] {round.iteration(), round.plans(), round.kept(), round.mean() ? 1 : 0};
  }

  private Gpu.Memory share(RolloutModel of) {
    return gpu.share("the model's weights", of.key(), of.weights());
  }

  /** Rolls out in that tiling from now on; the queue is empty. */
  void tile(Tiling tiling) {
    if (!tiling.equals(geometry.tiling())) {
      change(spec, tiling);
    }
  }

  /** Takes another model of the same sizes; the queue is empty. Networks of other widths are tiled anew. */
  void update(WorldModel next) {
    EngineSpec changed = spec.withModel(next);
    boolean same = RolloutShape.of(changed).equals(RolloutShape.of(spec));
    change(changed, same ? geometry.tiling() : Tilings.choose(changed, gpu.limits()));
  }

  private void change(EngineSpec nextSpec, Tiling tiling) {
    RolloutModel next = RolloutModel.of(nextSpec, tiling);
    Gpu.Memory content = share(next);
    for (Map<Round, Gpu.Launch> each : known.values()) {
      each.values().forEach(Gpu.Launch::close);
      each.clear();
    }
    Map<Operation, String> before = new EnumMap<>(Operation.class);
    kernels.keySet().forEach(each -> before.put(each, text(each)));
    weights.close();
    weights = content;
    model = next;
    spec = nextSpec;
    geometry = Geometry.of(spec, gpu.limits(), tiling);
    before.forEach((each, text) -> {
      if (!text(each).equals(text)) {
        kernels.remove(each).close();
      }
    });
  }
}
