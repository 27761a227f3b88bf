package dev.foresight.compute;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels} with the Vector API: loops of {@link DenseTiles} and {@link VectorMath}, and between
 * them plain loops over short arrays that the JIT compiler vectorises itself.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Elements taken through a chain of loops at a time: intermediate results stay in the cache. */
  private static final int CHUNK = 16 * ROWS;

  private final DenseTiles tiles = new DenseTiles();
  private final VectorPhilox philox = new VectorPhilox();
  private final float[] a = new float[CHUNK];
  private final float[] b = new float[CHUNK];
  private final float[] c = new float[CHUNK];

  VectorKernels() {
    if (ROWS % (2 * LANES) != 0 || ROWS % (2 * VectorPhilox.BLOCKS) != 0) {
      throw new IllegalStateException(
          "vectors of " + LANES + " floats do not divide tiles of " + ROWS + " rows");
    }
  }

  @Override
  public String describe() {
    return "Vector API with vectors of " + LANES + " floats";
  }

  @Override
  public Dense pack(Network.Layer layer) {
    int inputs = layer.inputs();
    int outputs = layer.outputs();
    float[] bias = Arrays.copyOf(layer.bias(), Dense.padded(outputs));
    float[] packed = new float[Dense.padded(outputs) * inputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        packed[(o / 4 * inputs + i) * 4 + o % 4] = layer.weights()[o * inputs + i];
      }
    }
    return new Dense(inputs, outputs, layer.activation(), bias, packed, new float[0][]);
  }

  @Override
  public void dense(Dense layer, float[] x, float[] y, int rows) {
    tiles.multiply(layer, x, y, rows);
    activate(layer.activation(), y, 0, layer.outputs() * rows);
  }

  @Override
  public void activate(Activation activation, float[] y, int from, int to) {
    if (activation == Activation.IDENTITY) {
      return;
    }
    for (int at = from; at < to; at += CHUNK) {
      int count = Math.min(CHUNK, to - at);
      switch (activation) {
        case IDENTITY -> {}
        case RELU -> leakyRelu(0, y, at, count);
        case LEAKY_RELU -> leakyRelu(0.01f, y, at, count);
        case TANH -> tanh(y, at, y, at, count);
        case SIGMOID -> {
          VectorMath.exp(-1, y, at, a, 0, count);
          invert(y, at, count);
        }
        case SILU -> VectorMath.silu(y, at, count);
      }
    }
  }

  private static void leakyRelu(float slope, float[] y, int at, int count) {
    for (int i = at; i < at + count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, i);
      v.max(v.mul(slope)).intoArray(y, i);
    }
  }

  /** {@code y = 1 / (1 + a)}. */
  private void invert(float[] y, int at, int count) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < count; i += LANES) {
      one.div(FloatVector.fromArray(SPECIES, a, i).add(1)).intoArray(y, at + i);
    }
  }

  @Override
  public void deviations(float[] y, int from, int rows, float[] least, float[] inverseMost) {
    VectorMath.exp(-1, y, from, y, from, least.length * rows);
    for (int i = 0; i < least.length; i++) {
      bound(y, from + i * rows, rows, least[i], inverseMost[i]);
    }
  }

  private static void bound(float[] y, int at, int count, float least, float inverseMost) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = at; i < at + count; i += LANES) {
      FloatVector precision = FloatVector.fromArray(SPECIES, y, i).add(inverseMost);
      one.div(precision).add(least).lanewise(VectorOperators.SQRT).intoArray(y, i);
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
    philox.uniforms(block, call, stream, seed, problem, even, odd, pairs);
  }

  @Override
  public void normals(float[] u0, float[] u1, int total) {
    for (int at = 0; at < total; at += CHUNK) {
      int count = Math.min(CHUNK, total - at);
      VectorMath.log(u0, at, a, 0, count);
      System.arraycopy(u1, at, b, 0, count);
      VectorMath.wave(2 * FloatMath.PI, 0, b, c, count);
      VectorMath.wave(2 * FloatMath.PI, 1, b, b, count);
      for (int i = 0; i < count; i++) {
        a[i] = (float) Math.sqrt(-2 * a[i]);
        b[i] *= a[i];
        c[i] *= a[i];
      }
      System.arraycopy(b, 0, u0, at, count);
      System.arraycopy(c, 0, u1, at, count);
    }
  }

  @Override
  public void truncate(float[] z, int total) {
    for (int at = 0; at < total; at += CHUNK) {
      int count = Math.min(CHUNK, total - at);
      System.arraycopy(z, at, a, 0, count);
      for (int i = 0; i < count; i++) {
        a[i] = Math.abs(a[i]) * FloatMath.SQRT_HALF;
        b[i] = 1 / (1 + FloatMath.ERF_P * a[i]);
        a[i] = a[i] * a[i];
      }
      VectorMath.exp(-1, a, 0, a, 0, count);
      VectorMath.polynomial(FloatMath.ERF, b, c, count);
      for (int i = 0; i < count; i++) {
        c[i] = FloatMath.WITHIN_TWO * (1 - c[i] * b[i] * a[i]);
        a[i] = (1 - c[i]) * (1 + c[i]);
      }
      VectorMath.log(a, 0, a, 0, count);
      for (int i = 0; i < count; i++) {
        a[i] = -a[i] - 2.5f;
      }
      VectorMath.polynomial(FloatMath.ERF_INVERSE, a, b, count);
      for (int i = 0; i < count; i += LANES) {
        FloatVector size = FloatVector.fromArray(SPECIES, c, i).mul(FloatMath.SQRT_2);
        size = size.mul(FloatVector.fromArray(SPECIES, b, i));
        FloatVector sign = FloatVector.fromArray(SPECIES, z, at + i);
        size.blend(size.neg(), sign.compare(VectorOperators.LT, 0)).intoArray(z, at + i);
      }
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
    for (int i = 0; i < count; i += LANES) {
      FloatVector v =
          FloatVector.fromArray(SPECIES, noise, from + i).mul(spread).add(mean);
      v.min(high).max(low).intoArray(plans, to + i);
    }
  }

  @Override
  public double sum(float[] weights, float[] x, int from, int count) {
    return VectorSums.sum(weights, x, from, count);
  }

  @Override
  public double squares(float[] weights, float[] x, int from, float mean, int count) {
    return VectorSums.squares(weights, x, from, mean, count);
  }

  @Override
  public void add(float[] a, float[] b, float[] y, int count) {
    VectorArithmetic.add(a, b, y, count);
  }

  @Override
  public void subtract(float[] a, float[] b, float[] y, int count) {
    VectorArithmetic.subtract(a, b, y, count);
  }

  @Override
  public void multiply(float[] a, float[] b, float[] y, int count) {
    VectorArithmetic.multiply(a, b, y, count);
  }

  @Override
  public void divide(float[] a, float[] b, float[] y, int count) {
    VectorArithmetic.divide(a, b, y, count);
  }

  @Override
  public void less(float[] a, float[] b, float[] y, int count) {
    VectorArithmetic.less(a, b, y, count);
  }

  @Override
  public void choose(float[] condition, float[] a, float[] b, float[] y, int count) {
    VectorArithmetic.choose(condition, a, b, y, count);
  }

  @Override
  public void flaws(float[][] rows, float[] y, int count) {
    VectorArithmetic.flaws(rows, y, count);
  }

  @Override
  public void earn(
      float discount, float[] reward, float[] flaw, float[] alive, float[] returns, int count) {
    VectorArithmetic.earn(discount, reward, flaw, alive, returns, count);
  }

  @Override
  public void exp(float[] x, float[] y, int count) {
    VectorFunctions.exp(x, y, count);
  }

  @Override
  public void log(float[] x, float[] y, int count) {
    VectorFunctions.log(x, y, count);
  }

  @Override
  public void sin(float[] x, float[] y, int count) {
    VectorFunctions.wave(0, x, y, count);
  }

  @Override
  public void cos(float[] x, float[] y, int count) {
    VectorFunctions.wave(1, x, y, count);
  }

  @Override
  public void tanh(float[] x, float[] y, int total) {
    for (int at = 0; at < total; at += CHUNK) {
      tanh(x, at, y, at, Math.min(CHUNK, total - at));
    }
  }

  private void tanh(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
      v.abs().intoArray(a, i);
      v.mul(v).intoArray(b, i);
    }
    VectorMath.exp(2, a, 0, c, 0, count);
    VectorMath.polynomial(FloatMath.TANH, b, a, count);
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
      FloatVector z = FloatVector.fromArray(SPECIES, b, i);
      FloatVector small = FloatVector.fromArray(SPECIES, a, i).mul(z).fma(v, v);
      FloatVector e = FloatVector.fromArray(SPECIES, c, i).add(1);
      FloatVector large = e.sub(2).div(e);
      large = large.blend(large.neg(), v.compare(VectorOperators.LT, 0));
      large.blend(small, z.compare(VectorOperators.LT, 0.390625f)).intoArray(y, to + i);
    }
  }

  @Override
  public void atan2(float[] y, float[] x, float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = FloatMath.atan2(y[i], x[i]);
    }
  }
}
