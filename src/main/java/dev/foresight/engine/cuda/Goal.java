package dev.foresight.engine.cuda;

import java.util.List;
import java.util.Optional;

/**
 * What to compile for.
 *
 * @param capability 90 for compute capability 9.0
 * @param machine machine code of exactly this capability; else PTX, which the driver makes into the
 *     code of this or any later one
 */
record Goal(int capability, boolean machine) {

  /**
   * What this compiler should make for this GPU: machine code where it knows the GPU and is not of a
   * later CUDA than the driver, else PTX of the highest capability that both know; empty where the
   * compiler knows only later GPUs.
   */
  static Optional<Goal> of(Device device, Compiler compiler) {
    int best = 0;
    for (int capability : compiler.capabilities()) {
      if (capability <= device.capability()) {
        best = Math.max(best, capability);
      }
    }
    boolean machine = best == device.capability() && compiler.major() <= device.driver() / 1000;
    return best == 0 ? Optional.empty() : Optional.of(new Goal(best, machine));
  }

  /** As compilers name it: {@code sm_90} or {@code compute_90}. */
  String architecture() {
    return (machine ? "sm_" : "compute_") + capability;
  }

  /** What every compiler is told: the architecture, and that a product and a sum may be one. */
  List<String> options() {
    return List.of("--gpu-architecture=" + architecture(), "--fmad=true");
  }
}
