package dev.foresight.compute;

import dev.foresight.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** A network as the native library takes it, outside the Java heap. Immutable, so workers share it. */
public final class SimdNetwork {
  private final Simd simd;
  private final ByteBuffer packed;
  private final int layers;
  private final int inputs;
  private final int outputs;
  private final int widest;

  private SimdNetwork(Simd simd, ByteBuffer packed, Network network, int widest) {
    this.simd = simd;
    this.packed = packed;
    layers = network.layers().size();
    inputs = network.inputs();
    outputs = network.outputs();
    this.widest = widest;
  }

  /** Arranges a network ({@code native/simd/network.h}) for some vectors of {@link Simd#here}. */
  public static SimdNetwork pack(Simd simd, Network network) {
    long bytes = network.layers().stream().mapToLong(l -> bytes(l, simd)).sum();
    ByteBuffer packed = Direct.lines(bytes).order(ByteOrder.nativeOrder());
    int at = 0;
    int widest = 0;
    for (Network.Layer layer : network.layers()) {
      int length = (int) bytes(layer, simd);
      write(layer, simd, packed.slice(at, length).order(packed.order()));
      at += length;
      widest = Math.max(widest, Math.max(layer.inputs(), stored(layer, simd.tall)));
    }
    return new SimdNetwork(simd, packed, network, widest);
  }

  /** Header, bias, weights. */
  private static long bytes(Network.Layer layer, Simd simd) {
    long bias = (long) stored(layer, simd.tall) * Float.BYTES;
    return Direct.LINE + Direct.toLines(bias) + Direct.toLines(bias * elements(layer, simd));
  }

  /** Of 32 bits, that the inputs fill. */
  private static int elements(Network.Layer layer, Simd simd) {
    return (layer.inputs() + simd.group() - 1) / simd.group();
  }

  /** Outputs, with those that panels are padded with. */
  private static int stored(Network.Layer layer, int tall) {
    return layer.outputs() / tall * tall + Dense.padded(layer.outputs() % tall);
  }

  private static void write(Network.Layer layer, Simd simd, ByteBuffer to) {
    to.putInt(layer.inputs()).putInt(layer.outputs()).putInt(layer.activation().ordinal());
    to.position(Direct.LINE).slice().order(to.order()).asFloatBuffer().put(layer.bias());
    int tall = simd.tall;
    int at = Direct.LINE + (int) Direct.toLines((long) stored(layer, tall) * Float.BYTES);
    IntBuffer panels = to.position(at).slice().order(to.order()).asIntBuffer();
    int o = 0;
    for (; o + tall <= layer.outputs(); o += tall) {
      panel(layer, simd, o, tall, panels);
    }
    for (; o < layer.outputs(); o += 4) {
      panel(layer, simd, o, 4, panels);
    }
  }

  private static void panel(Network.Layer layer, Simd simd, int first, int height, IntBuffer to) {
    for (int i = 0; i < layer.inputs(); i += simd.group()) {
      for (int o = first; o < first + height; o++) {
        float weight = weight(layer, o, i);
        to.put(
            simd.group() == 1
                ? Float.floatToRawIntBits(weight)
                : Rounded.bfloat16(weight, 0) | Rounded.bfloat16(weight(layer, o, i + 1), 0) << 16);
      }
    }
  }

  /** 0 beside the layer. */
  private static float weight(Network.Layer layer, int output, int input) {
    return output < layer.outputs() && input < layer.inputs()
        ? layer.weights()[output * layer.inputs() + input]
        : 0;
  }

  /** What a worker needs beside its arrays to take up to {@code rows} rows through this network and others of its shape. */
  public ByteBuffer scratch(int rows) {
    return Direct.lines(2L * half(rows));
  }

  /** Room for rows of any layer, whole lines. */
  private long half(int rows) {
    return Direct.toLines((long) Float.BYTES * widest * rows);
  }

  /**
   * Takes {@code rows} rows through the network, a multiple of {@link Kernels#ROWS}.
   *
   * @param scratch of {@link #scratch}, for at least as many rows
   * @param x {@code [inputs][rows]}
   * @param y {@code [outputs][rows]}, to be filled
   */
  public void apply(ByteBuffer scratch, float[] x, float[] y, int rows) {
    if (rows <= 0
        || rows % Kernels.ROWS != 0
        || (long) rows * inputs > x.length
        || (long) rows * outputs > y.length
        || 2 * half(rows) > scratch.capacity()) {
      throw new IllegalArgumentException("rows is " + rows + "; it must be a multiple of "
          + Kernels.ROWS + " for which x, of " + x.length + " floats, has " + inputs
          + " each, y, of " + y.length
          + " floats, has " + outputs + " each, and scratch was made");
    }
    SimdLibrary.require(SimdLibrary.apply(simd.ordinal(), packed, layers, scratch, x, y, rows));
  }
}
