package dev.foresight.engine.cpu;

import dev.foresight.Network;
import dev.foresight.compute.Simd;
import dev.foresight.compute.SimdNetwork;
import java.util.List;

/**
 * Networks that native code evaluates.
 *
 * @param simd the kind of vectors
 */
public record SimdPacker(Simd simd) implements NetworkPacker {
  @Override
  public PackedNetworks pack(List<Network> networks) {
    List<SimdNetwork> packed =
        networks.stream().map(n -> SimdNetwork.pack(simd, n)).toList();
    return (kernels, width) -> {
      float[] input = new float[packed.get(0).widest() * width];
      float[] other = new float[input.length];
      return new PackedNetworks.OnRows() {
        @Override
        public float[] input() {
          return input;
        }

        @Override
        public float[] apply(int network, int rows) {
          return packed.get(network).apply(input, other, rows);
        }
      };
    };
  }
}
