package dev.foresight.engine.nd4j;

import dev.foresight.BackendException;
import dev.foresight.engine.cpu.PackedNetworks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tile through networks of one shape: the input goes over once, activations stay with ND4J from
 * layer to layer, the output comes back once. Not for several threads.
 */
final class Nd4jRows implements PackedNetworks.OnRows {
  private final List<Nd4jNetwork> networks;
  private final Nd4jPacker packer;
  private final float[] input;
  private final float[] output;

  /** For each number of rows the input and every layer's output, {@code [rows x width of it]}. */
  private final Map<Integer, INDArray[]> activations = new HashMap<>();

  Nd4jRows(List<Nd4jNetwork> networks, Nd4jPacker packer, int width) {
    this.networks = networks;
    this.packer = packer;
    input = new float[networks.get(0).inputs() * width];
    output = new float[networks.get(0).outputs() * width];
  }

  @Override
  public float[] input() {
    return input;
  }

  @Override
  public float[] apply(int number, int rows) {
    Nd4jNetwork network = networks.get(number);
    try {
      INDArray[] x = activations.computeIfAbsent(rows, this::activations);
      HostCopy.write(input, x[0], network.inputs() * rows);
      for (int l = 0; l < network.layers().size(); l++) {
        network.layers().get(l).apply(x[l], x[l + 1]);
      }
      HostCopy.read(x[x.length - 1], output, network.outputs() * rows);
      return output;
    } catch (RuntimeException e) {
      throw new BackendException(
          "ND4J failed at network " + number + " of " + networks.size() + " (widths "
              + Arrays.toString(widths()) + ") for " + rows + " rows: " + e.getMessage(),
          e);
    }
  }

  private INDArray[] activations(int rows) {
    return Arrays.stream(widths())
        .mapToObj(width -> packer.matrix(rows, width))
        .toArray(INDArray[]::new);
  }

  private int[] widths() {
    Nd4jNetwork network = networks.get(0);
    int[] widths = new int[network.layers().size() + 1];
    widths[0] = network.inputs();
    Arrays.setAll(widths, i -> i == 0 ? widths[0] : network.layers().get(i - 1).outputs());
    return widths;
  }
}
