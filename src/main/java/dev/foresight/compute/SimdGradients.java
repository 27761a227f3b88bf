package dev.foresight.compute;

import dev.foresight.Activation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Predicate;

/** {@link Gradients} by the native library ({@code native/simd/training.h}). */
final class SimdGradients implements Gradients {
  /** Memory that the library works in, which no call has at the moment; the last one used is first. */
  private static final Deque<ByteBuffer> FREE = new ArrayDeque<>();

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
    call(scratch -> SimdLibrary.forward(simd, scratch, x, w, y, inputs, outputs, rows));
  }

  @Override
  public void backward(float[] d, float[] w, float[] dx, int rows) {
    check(dx, w, d, rows);
    call(scratch -> SimdLibrary.backward(simd, scratch, d, w, dx, inputs, outputs, rows));
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
    call(scratch -> SimdLibrary.descend(
        simd,
        scratch,
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

  /** Calls the library with memory to work in, such as the processor has at hand, being used by all layers in turn. */
  private void call(Predicate<ByteBuffer> library) {
    ByteBuffer scratch;
    synchronized (FREE) {
      scratch = FREE.poll();
    }
    if (scratch == null || scratch.capacity() < room) {
      scratch = Direct.lines(room);
    }
    SimdLibrary.require(library.test(scratch));
    synchronized (FREE) {
      FREE.push(scratch);
    }
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
