package dev.foresight.engine.nd4j;

import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between the Java heap and whole ND4J arrays, wherever those are. */
final class HostCopy {
  private HostCopy() {}

  static void write(float[] from, INDArray to, int length) {
    to.data().asNioFloat().put(from, 0, length);
    Nd4j.getAffinityManager().tagLocation(to, Location.HOST);
  }

  /** Waits for the operations that fill the array. */
  static void read(INDArray from, float[] to, int length) {
    from.data().asNioFloat().get(to, 0, length);
  }
}
