package dev.foresight.compute;

import dev.foresight.Activation;
import java.nio.ByteBuffer;
import java.util.Objects;

/** {@link Gradients} by the native library ({@code native/simd/training.h}). */
final class SimdGradients implements Gradients {
  private static final ThreadLocal<ByteBuffer> SCRATCH =
      ThreadLocal.withInitial(() -> Direct.lines(0));

  /** The widest panel that the library puts together, in floats. */
  private static final int WIDEST = 48;

  private final int simd;
  private final int inputs;
  private final int outputs;
  private final int most;
  private final long room;

  SimdGradients(Simd simd, int inputs, int outputs, int rows) {
    this.simd = simd.ordinal();
    this.inputs = inputs;
    this.outputs = outputs;
    most = rows;
    long panels = WIDEST * (0L + inputs + outputs + rows + 1);
    room = (panels + (inputs + 1L) * outputs) * Float.BYTES;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void forward(float[] x, float[] w, float[] y, int rows) {
    check(x, w, y, rows);
    SimdLibrary.require(SimdLibrary.forward(simd, scratch(), x, w, y, inputs, outputs, rows));
  }

  @Override
  public void backward(float[] d, float[] w, float[] dx, int rows) {
    check(dx, w, d, rows);
    SimdLibrary.require(SimdLibrary.backward(simd, scratch(), d, w, dx, inputs, outputs, rows));
  }

  @Override
  public void activate(Activation f, float[] y, float[] slope, int rows) {
    int count = rows * outputs;
    Objects.checkFromIndexSize(0, count, Math.min(y.length, slope.length));
    SimdLibrary.require(SimdLibrary.activate(simd, f.ordinal(), y, slope, count));
  }

  @Override
  public void descend(
      float[] x, float[] d, Step step, float[] w, float[] m1, float[] m2, int rows) {
    check(x, w, d, rows);
    Objects.checkFromIndexSize(0, w.length, Math.min(m1.length, m2.length));
    SimdLibrary.require(SimdLibrary.descend(
        simd,
        scratch(),
        x,
        d,
        step.decay(),
        step.rate(),
        step.epsilon(),
        w,
        m1,
        m2,
        inputs,
        outputs,
        rows));
  }

  /** A thread's, so that all layers work in memory that its processor has at hand. */
  private ByteBuffer scratch() {
    ByteBuffer there = SCRATCH.get();
    if (there.capacity() < room) {
      there = Direct.lines(room);
      SCRATCH.set(there);
    }
    return there;
  }

  private void check(float[] x, float[] w, float[] y, int rows) {
    if (rows < 1
        || rows > most
        || x.length < rows * inputs
        || y.length < rows * outputs
        || w.length != (inputs + 1) * outputs) {
      throw new IllegalArgumentException("rows is " + rows + "; it must be from 1 to " + most
          + ", and x, of " + x.length + " floats, have " + inputs + " each, y, of " + y.length
          + " floats, " + outputs + " each, and w, of " + w.length
          + " floats, the weights of such a layer");
    }
  }
}
