package dev.foresight.engine.kernel;

import dev.foresight.Precision;
import dev.foresight.engine.EngineSpec;
import java.util.Optional;

/**
 * A rollout on tensor cores as an engine would give it to a GPU.
 *
 * @param text without the header for CUDA
 * @param plans in a tile
 * @param warps of a group
 * @param askedBytes shared memory of a group
 */
public record TensorKernel(String text, int plans, int warps, long askedBytes) {

  /** A GPU by what decides a tiling. */
  public enum Device {
    /** A100. */
    SM_80(108, 163 << 10, 164 << 10),
    /** H100. */
    SM_90(132, 227 << 10, 228 << 10);

    private static final int REGISTERS = 1 << 16;
    private static final int QUARTERS = 4;

    private final Gpu.Limits limits;
    private final int sharedBytes;

    Device(int units, int tensorBytes, int sharedBytes) {
      limits = new Gpu.Limits(name(), 48 << 10, 1024, units, 64L << 30, false, tensorBytes);
      this.sharedBytes = sharedBytes;
    }

    /** Whether the rollout can be on its tensor cores. */
    public boolean takes(EngineSpec spec) {
      return TensorCores.whyNot(spec, limits).isEmpty();
    }

    /** The kernel in the tiling that should be the fastest. */
    public TensorKernel kernel(EngineSpec spec, Precision precision) {
      EngineSpec wanted = spec.withPrecision(Optional.of(precision));
      Tiling tiling = Tilings.choose(wanted, limits);
      Geometry geometry = Geometry.of(wanted, limits, tiling);
      String model = RolloutModel.of(wanted, tiling).text();
      return new TensorKernel(
          KernelText.of(Operation.ROLLOUT, wanted, new Arena(wanted), geometry, model),
          tiling.rows(),
          tiling.items() / Warps.LANES,
          geometry.askedBytes(Operation.ROLLOUT, wanted));
    }

    /** Groups that a multiprocessor has room for: registers by whole warps in quarters, and shared memory. */
    public int groups(TensorKernel kernel, int registers) {
      int ofWarp = (registers + 7) / 8 * 8 * Warps.LANES;
      int warps = REGISTERS / QUARTERS / ofWarp * QUARTERS;
      return (int) Math.min(warps / kernel.warps(), sharedBytes / (kernel.askedBytes() + 1024));
    }
  }
}
