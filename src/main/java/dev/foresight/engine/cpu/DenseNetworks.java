package dev.foresight.engine.cpu;

import dev.foresight.Network;
import dev.foresight.compute.Dense;
import dev.foresight.compute.Kernels;
import java.util.List;

/** Networks arranged for the kernels, layer by layer. */
record DenseNetworks(Dense[][] networks, int widest) implements PackedNetworks {

  static DenseNetworks of(List<Network> networks, Kernels kernels) {
    Dense[][] packed = networks.stream()
        .map(n -> n.layers().stream().map(kernels::pack).toArray(Dense[]::new))
        .toArray(Dense[][]::new);
    return new DenseNetworks(packed, Dense.padded(networks.get(0).widest()));
  }

  @Override
  public OnRows on(Kernels kernels, int width) {
    return PackedNetworks.between(widest * width, (network, input, other, rows) -> {
      float[] x = input;
      float[] y = other;
      for (Dense layer : networks[network]) {
        kernels.dense(layer, x, y, rows);
        float[] result = y;
        y = x;
        x = result;
      }
      return x;
    });
  }
}
