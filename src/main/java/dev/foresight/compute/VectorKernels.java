package dev.foresight.compute;

import dev.foresight.Activation;
import dev.foresight.Network;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels} with the Vector API. Each is a loop over {@link DenseTiles} or {@link VectorMath}.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final DenseTiles tiles = new DenseTiles();

  VectorKernels() {
    if (ROWS % (2 * LANES) != 0) {
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
    float[] bias = java.util.Arrays.copyOf(layer.bias(), Dense.padded(outputs));
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
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = from; i < to; i += LANES) {
          FloatVector.fromArray(SPECIES, y, i).max(0).intoArray(y, i);
        }
      }
      case LEAKY_RELU -> {
        for (int i = from; i < to; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, i);
          v.max(v.mul(0.01f)).intoArray(y, i);
        }
      }
      case TANH -> {
        for (int i = from; i < to; i += LANES) {
          VectorMath.tanh(FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
        }
      }
      case SIGMOID -> {
        for (int i = from; i < to; i += LANES) {
          VectorMath.sigmoid(FloatVector.fromArray(SPECIES, y, i)).intoArray(y, i);
        }
      }
      case SILU -> {
        for (int i = from; i < to; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, i);
          v.mul(VectorMath.sigmoid(v)).intoArray(y, i);
        }
      }
    }
  }

  @Override
  public void deviations(float[] y, int from, int rows, float min, float max) {
    for (int i = from; i < from + rows; i += LANES) {
      FloatVector raw = FloatVector.fromArray(SPECIES, y, i);
      FloatVector v = VectorMath.softplus(raw.neg().add(max)).neg().add(max);
      FloatVector bounded = VectorMath.softplus(v.sub(min)).add(min);
      VectorMath.exp(bounded.mul(0.5f)).intoArray(y, i);
    }
  }

  @Override
  public void normals(float[] u0, float[] u1, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector log = VectorMath.log(FloatVector.fromArray(SPECIES, u0, i));
      FloatVector radius = log.mul(-2).lanewise(VectorOperators.SQRT);
      FloatVector angle = FloatVector.fromArray(SPECIES, u1, i).mul(2 * FloatMath.PI);
      radius.mul(VectorMath.wave(angle, 1)).intoArray(u0, i);
      radius.mul(VectorMath.wave(angle, 0)).intoArray(u1, i);
    }
  }

  @Override
  public void truncate(float[] z, int count) {
    for (int i = 0; i < count; i += LANES) {
      VectorMath.truncate(FloatVector.fromArray(SPECIES, z, i)).intoArray(z, i);
    }
  }

  @Override
  public void exp(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      VectorMath.exp(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
  }

  @Override
  public void log(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      VectorMath.log(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
  }

  @Override
  public void sin(float[] x, float[] y, int count) {
    wave(x, y, count, 0);
  }

  @Override
  public void cos(float[] x, float[] y, int count) {
    wave(x, y, count, 1);
  }

  /** Angles so large that the range reduction would lose digits are rare: one by one then. */
  private static void wave(float[] x, float[] y, int count, int quarter) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector angle = FloatVector.fromArray(SPECIES, x, i);
      VectorMath.wave(angle, quarter).intoArray(y, i);
      if (!angle.abs().compare(VectorOperators.LE, FloatMath.ANGLE).allTrue()) {
        exactWhereLarge(x, y, i, quarter);
      }
    }
  }

  private static void exactWhereLarge(float[] x, float[] y, int from, int quarter) {
    for (int i = from; i < from + LANES; i++) {
      if (!(Math.abs(x[i]) <= FloatMath.ANGLE)) {
        y[i] = quarter == 0 ? FloatMath.sin(x[i]) : FloatMath.cos(x[i]);
      }
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      VectorMath.tanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
  }

  @Override
  public void atan2(float[] y, float[] x, float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = FloatMath.atan2(y[i], x[i]);
    }
  }
}
