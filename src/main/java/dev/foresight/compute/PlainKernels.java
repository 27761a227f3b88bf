package dev.foresight.compute;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.Arrays;

/** {@link Kernels} in plain Java, in loops that the JIT compiler turns into vector code itself. */
final class PlainKernels implements Kernels {
  private final Scratch inputs = new Scratch();
  private final Scratch outputs = new Scratch();
  private final int[] words = new int[4];
  private float[] gates = new float[0];

  @Override
  public String describe() {
    return "plain Java";
  }

  @Override
  public Dense pack(Network.Layer layer) {
    float[][] columns = new float[Dense.padded(layer.inputs())][layer.outputs()];
    for (int i = 0; i < layer.inputs(); i++) {
      for (int o = 0; o < layer.outputs(); o++) {
        columns[i][o] = layer.weights()[o * layer.inputs() + i];
      }
    }
    return new Dense(
        layer.inputs(),
        layer.outputs(),
        layer.activation(),
        layer.bias().clone(),
        new float[0],
        columns);
  }

  /** Row by row, all outputs at once: whole arrays with one index are what the JIT vectorises. */
  @Override
  public void dense(Dense layer, float[] x, float[] y, int rows) {
    float[][] columns = layer.columns();
    float[] row = inputs.ofLength(columns.length);
    float[] sums = outputs.ofLength(layer.outputs());
    Arrays.fill(row, 0);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < layer.inputs(); i++) {
        row[i] = x[i * rows + r];
      }
      System.arraycopy(layer.bias(), 0, sums, 0, sums.length);
      for (int i = 0; i < row.length; i += 4) {
        RowMath.add(
            sums,
            row[i],
            columns[i],
            row[i + 1],
            columns[i + 1],
            row[i + 2],
            columns[i + 2],
            row[i + 3],
            columns[i + 3]);
      }
      for (int o = 0; o < sums.length; o++) {
        y[o * rows + r] = sums[o];
      }
    }
    activate(layer.activation(), y, 0, layer.outputs() * rows);
  }

  /** Arrays of exactly the wanted length, each made once: layers differ in width. */
  private static final class Scratch {
    private float[][] arrays = new float[0][];

    float[] ofLength(int length) {
      if (arrays.length <= length) {
        arrays = Arrays.copyOf(arrays, length + 1);
      }
      if (arrays[length] == null) {
        arrays[length] = new float[length];
      }
      return arrays[length];
    }
  }

  @Override
  public void activate(Activation activation, float[] y, int from, int to) {
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = from; i < to; i++) {
          y[i] = Math.max(y[i], 0);
        }
      }
      case LEAKY_RELU -> {
        for (int i = from; i < to; i++) {
          y[i] = Math.max(y[i], 0.01f * y[i]);
        }
      }
      case TANH -> RowMath.tanh(1, y, y, from, to);
      case SIGMOID -> RowMath.sigmoid(y, y, from, to);
      case SILU -> {
        if (gates.length < to) {
          gates = new float[to];
        }
        RowMath.sigmoid(y, gates, from, to);
        for (int i = from; i < to; i++) {
          y[i] *= gates[i];
        }
      }
    }
  }

  @Override
  public void deviations(float[] y, int from, int rows, float[] least, float[] inverseMost) {
    for (int i = 0; i < least.length; i++) {
      for (int at = from + i * rows; at < from + (i + 1) * rows; at++) {
        y[at] = (float) Math.sqrt(least[i] + 1 / (inverseMost[i] + FloatMath.exp(-y[at])));
      }
    }
  }

  @Override
  public void uniforms(
      int block,
      int call,
      int stream,
      long seed,
      int problem,
      float[] even,
      float[] odd,
      int pairs) {
    for (int i = 0; i < pairs; i += 2) {
      Philox.block(block + i / 2, call, stream, (int) (seed >>> 32), (int) seed, problem, words);
      even[i] = Philox.uniform(words[0]);
      odd[i] = Philox.uniform(words[1]);
      even[i + 1] = Philox.uniform(words[2]);
      odd[i + 1] = Philox.uniform(words[3]);
    }
  }

  @Override
  public void normals(float[] u0, float[] u1, int count) {
    for (int i = 0; i < count; i++) {
      float radius = (float) Math.sqrt(-2 * FloatMath.log(u0[i]));
      float angle = 2 * FloatMath.PI * u1[i];
      u0[i] = radius * FloatMath.cos(angle);
      u1[i] = radius * FloatMath.sin(angle);
    }
  }

  @Override
  public void truncate(float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = FloatMath.truncate(z[i]);
    }
  }

  @Override
  public void place(
      float mean,
      float spread,
      float low,
      float high,
      float[] noise,
      int from,
      float[] plans,
      int to,
      int count) {
    for (int i = 0; i < count; i++) {
      plans[to + i] = Math.max(low, Math.min(high, mean + spread * noise[from + i]));
    }
  }

  @Override
  public double sum(float[] weights, float[] x, int from, int count) {
    return RowMath.sum(weights, x, from, count);
  }

  @Override
  public double squares(float[] weights, float[] x, int from, float mean, int count) {
    return RowMath.squares(weights, x, from, mean, count);
  }

  @Override
  public void add(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = a[i] + b[i];
    }
  }

  @Override
  public void subtract(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = a[i] - b[i];
    }
  }

  @Override
  public void multiply(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = a[i] * b[i];
    }
  }

  @Override
  public void divide(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = a[i] / b[i];
    }
  }

  @Override
  public void less(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = a[i] < b[i] ? 1 : 0;
    }
  }

  @Override
  public void choose(float[] condition, float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = condition[i] != 0 ? a[i] : b[i];
    }
  }

  @Override
  public void flaws(float[][] rows, float[] y, int count) {
    Arrays.fill(y, 0, count, 0);
    for (float[] row : rows) {
      for (int i = 0; i < count; i++) {
        y[i] += row[i] * 0;
      }
    }
  }

  @Override
  public void earn(
      float discount, float[] reward, float[] flaw, float[] alive, float[] returns, int count) {
    for (int i = 0; i < count; i++) {
      float earned = discount * reward[i] + flaw[i];
      returns[i] += alive[i] != 0 ? earned : 0;
    }
  }

  @Override
  public void exp(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = FloatMath.exp(x[i]);
    }
  }

  @Override
  public void log(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = FloatMath.log(x[i]);
    }
  }

  @Override
  public void sin(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = FloatMath.sin(x[i]);
    }
  }

  @Override
  public void cos(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = FloatMath.cos(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = FloatMath.tanh(x[i]);
    }
  }

  @Override
  public void atan2(float[] y, float[] x, float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = FloatMath.atan2(y[i], x[i]);
    }
  }
}
