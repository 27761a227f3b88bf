package dev.foresight.engine.nd4j;

import dev.foresight.BackendException;
import dev.foresight.Precision;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.cpu.CpuEngine;
import java.util.Optional;

/**
 * The CPU engine with its networks on ND4J: products of matrices over wide tiles of plans, on ND4J's
 * native or CUDA backend, whichever is on the class path. All else runs in Java on one thread, since
 * ND4J spreads a product over the cores itself; so the number of threads cannot change a bit.
 */
public final class Nd4jEngine {
  static final String REMEDY =
      "put org.nd4j:nd4j-native:1.0.0-M2.1 or org.nd4j:nd4j-cuda-11.6:1.0.0-M2.1 and its jar for"
          + " this platform (classifier linux-x86_64) on the class path, in a build from source"
          + " with -Pnd4j or -Pnd4j-cuda";

  private Nd4jEngine() {}

  /** Why ND4J cannot be used and what would help; empty if it can. */
  public static Optional<String> whyNot() {
    return Probe.WHY_NOT;
  }

  /** One line about what ND4J computes with here. */
  public static String describe() {
    // No method reference: that would load the class where ND4J is missing.
    return whyNot().isPresent() ? whyNot().get() : Nd4jDevice.describe();
  }

  /** Opens an engine. */
  public static Engine open(EngineSpec spec) {
    whyNot().ifPresent(why -> {
      throw new BackendException("ND4J cannot be opened: " + why);
    });
    spec.requirePrecision(Precision.FP32, "ND4J");
    EngineSpec alone = new EngineSpec(
        spec.model(), spec.actions(), spec.config(), spec.problems(), spec.firstProblem(), 1);
    return new CpuEngine(alone, Kernels::create, Nd4jPacker::new);
  }

  /** Asked once: after a first failure the JVM only says that the class could not be initialised. */
  private static final class Probe {
    static final Optional<String> WHY_NOT = probe();

    private static Optional<String> probe() {
      try {
        return Nd4jDevice.whyNot();
      } catch (LinkageError e) {
        Throwable root = e;
        while (root.getCause() != null) {
          root = root.getCause();
        }
        return Optional.of("ND4J does not load (" + root + "); " + REMEDY);
      }
    }
  }
}
