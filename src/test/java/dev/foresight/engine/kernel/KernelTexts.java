package dev.foresight.engine.kernel;

import dev.foresight.engine.EngineSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts that an engine would give a GPU to compile. */
public final class KernelTexts {
  /** Less than any GPU of today has. */
  private static final Gpu.Limits GPU =
      new Gpu.Limits("a GPU", 32 << 10, 1024, 132, 64L << 30, false);

  private KernelTexts() {}

  /** All kernels of an engine by their names, without the header for CUDA. */
  public static Map<String, String> of(EngineSpec spec) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      if (operation.neededBy(spec)) {
        texts.put(operation.kernel(spec), of(operation, spec));
      }
    }
    return texts;
  }

  /** The kernels of training, the same for all networks. */
  public static Map<String, String> training() {
    Map<String, String> texts = new LinkedHashMap<>();
    KernelDescent.KERNELS.forEach(name -> texts.put(name, KernelDescent.text(name)));
    return texts;
  }

  /** The rollout kernel of an engine. */
  public static String rollout(EngineSpec spec) {
    return of(Operation.ROLLOUT, spec);
  }

  private static String of(Operation operation, EngineSpec spec) {
    Tiling tiling = Tilings.choose(spec, GPU);
    Geometry geometry = Geometry.of(spec, GPU, tiling);
    EngineSpec seen = operation.seen(spec);
    String model = RolloutModel.of(seen, geometry.tiling(operation)).text();
    return KernelText.of(operation, seen, new Arena(spec), geometry, model);
  }

  /** The header that CUDA compilers need in front. */
  public static String cudaHeader() {
    return KernelFiles.text("cuda.h");
  }
}
