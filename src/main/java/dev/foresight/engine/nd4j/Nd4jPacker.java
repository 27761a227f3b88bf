package dev.foresight.engine.nd4j;

import dev.foresight.Network;
import dev.foresight.engine.cpu.NetworkPacker;
import dev.foresight.engine.cpu.PackedNetworks;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks as ND4J's matrices. Keeps account of the memory outside the heap. */
final class Nd4jPacker implements NetworkPacker {
  /**
   * Wide, since each operation costs 10 to 45 microseconds whatever its size; not so wide that a
   * layer's activations leave the second-level cache.
   */
  private static final int TILE = 1024;

  private final List<INDArray> arrays = new ArrayList<>();

  @Override
  public int tile() {
    return TILE;
  }

  @Override
  public PackedNetworks pack(List<Network> networks) {
    List<Nd4jNetwork> packed =
        networks.stream().map(n -> Nd4jNetwork.of(n, this)).toList();
    return (kernels, width) -> new Nd4jRows(packed, this, width);
  }

  /** A matrix {@code [rows x columns]}, column after column, outside of any workspace of the caller. */
  INDArray matrix(int rows, int columns) {
    INDArray array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'f', rows, columns);
    arrays.add(array);
    return array;
  }

  @Override
  public void close() {
    arrays.forEach(INDArray::close);
    arrays.clear();
  }
}
