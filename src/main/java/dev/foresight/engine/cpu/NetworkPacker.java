package dev.foresight.engine.cpu;

import dev.foresight.Network;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Simd;
import java.util.List;

/** A way of evaluating networks over tiles of plans. */
public interface NetworkPacker extends AutoCloseable {
  /** In native code where the build has it, else with the fastest kernels. */
  static NetworkPacker fastest() {
    return Simd.fastest()
        .<NetworkPacker>map(SimdPacker::new)
        .orElseGet(() -> with(Kernels.create()));
  }

  /** Layer by layer with such kernels. */
  static NetworkPacker with(Kernels kernels) {
    return networks -> DenseNetworks.of(networks, kernels);
  }

  /** Networks that all have one shape, arranged for this way. Workers share the result. */
  PackedNetworks pack(List<Network> networks);

  /**
   * The width of a tile where it decides over speed or bits: then tiles are cut by the number of plans
   * alone, never by the number of threads. 0 where any width does.
   */
  default int tile() {
    return 0;
  }

  /** Gives up what the packed networks hold outside the Java heap. */
  @Override
  default void close() {}
}
