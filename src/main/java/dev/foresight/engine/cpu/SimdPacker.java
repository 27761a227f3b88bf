package dev.foresight.engine.cpu;

import dev.foresight.Network;
import dev.foresight.Precision;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Simd;
import dev.foresight.compute.SimdNetwork;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Networks that native code evaluates, beside formulas and random numbers.
 *
 * @param simd the kind of vectors
 */
public record SimdPacker(Simd simd) implements NetworkPacker {
  /** Of the second-level cache, what a layer's inputs and outputs may take. */
  private static final int CACHE_BYTES = 1 << 18;

  /** Wider tiles are no faster, and workers end less evenly. */
  private static final int WIDEST = 4 * Kernels.ROWS;

  @Override
  public Optional<Simd> vectors() {
    return Optional.of(simd);
  }

  @Override
  public Precision precision() {
    return simd.precision();
  }

  @Override
  public PackedNetworks pack(List<Network> networks) {
    List<SimdNetwork> packed =
        networks.stream().map(n -> SimdNetwork.pack(simd, n)).toList();
    return new Packed(packed, networks.get(0).widest());
  }

  private record Packed(List<SimdNetwork> networks, int widest) implements PackedNetworks {
    /** As wide as the cache has room for: everything but the products then has longer loops. */
    @Override
    public int widestTile() {
      int rows = CACHE_BYTES / (2 * Float.BYTES * widest);
      return Math.max(1, Math.min(WIDEST, rows) / Kernels.ROWS) * Kernels.ROWS;
    }

    @Override
    public OnRows on(Kernels kernels, int width) {
      ByteBuffer scratch = networks.get(0).scratch(width);
      return PackedNetworks.between(widest * width, (network, x, y, rows) -> {
        networks.get(network).apply(scratch, x, y, rows);
        return y;
      });
    }
  }
}
