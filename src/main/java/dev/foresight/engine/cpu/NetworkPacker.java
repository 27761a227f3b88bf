package dev.foresight.engine.cpu;

import dev.foresight.BackendException;
import dev.foresight.Network;
import dev.foresight.Precision;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Normals;
import dev.foresight.compute.Simd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A way of evaluating networks over tiles of plans. */
public interface NetworkPacker extends AutoCloseable {
  /** In native code where the build has it, else with the fastest kernels. */
  static NetworkPacker fastest() {
    return Simd.fastest(Precision.FP32)
        .<NetworkPacker>map(SimdPacker::new)
        .orElseGet(() -> with(Kernels.create()));
  }

  /**
   * The fastest in a precision.
   *
   * @throws BackendException if there is none, with the remedy
   */
  static NetworkPacker fastest(Precision precision) {
    if (precision == Precision.FP32) {
      return fastest();
    }
    return Simd.fastest(precision).map(SimdPacker::new).orElseThrow(() -> {
      boolean known = Stream.of(Simd.values()).anyMatch(s -> s.precision() == precision);
      String why = known
          ? Simd.whyNot().orElse("this processor has no products of that kind")
          : "the CPU computes in FP32, or in BF16 on some processors";
      return new BackendException(
          "precision " + precision + " cannot be had: " + why
              + "; use precision FP32 or none, or the backend cuda on a GPU of compute capability 8.0 or later");
    });
  }

  /** Layer by layer with such kernels. */
  static NetworkPacker with(Kernels kernels) {
    return networks -> DenseNetworks.of(networks, kernels);
  }

  /** The kind of vectors for native code, which then also draws random numbers and rolls out formulas; empty for none. */
  default Optional<Simd> vectors() {
    return Optional.empty();
  }

  /** A way to random numbers for one worker, who has these kernels. */
  default Normals normals(Kernels kernels) {
    return vectors().map(Normals::of).orElseGet(() -> Normals.of(kernels));
  }

  /** Of the networks' products. */
  default Precision precision() {
    return Precision.FP32;
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
