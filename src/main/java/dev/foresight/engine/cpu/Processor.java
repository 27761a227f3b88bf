package dev.foresight.engine.cpu;

import dev.foresight.Precision;
import dev.foresight.compute.Simd;
import dev.foresight.compute.Vectors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processor that this JVM runs on. */
public final class Processor {
  private Processor() {}

  /** One line about how the engine computes on it. */
  public static String describe() {
    int cores = Runtime.getRuntime().availableProcessors();
    String how =
        Vectors.whyNot().map(why -> "plain Java (" + why + ")").orElseGet(Vectors::describe);
    String networks = Stream.of(Precision.FP32, Precision.BF16)
        .flatMap(precision -> Simd.fastest(precision).stream())
        .map(Simd::describe)
        .collect(Collectors.joining(" or "));
    String why = Simd.whyNot().orElse("this processor has no vectors that it knows");
    how += networks.isEmpty() ? ", no native code (" + why + ")" : ", native code with " + networks;
    return cores + (cores == 1 ? " core, " : " cores, ") + how;
  }
}
