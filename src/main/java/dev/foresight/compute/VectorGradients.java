package dev.foresight.compute;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Gradients} with the Vector API: register tiles of 4 rows x 2 vectors. The last tiles of a
 * width that they do not divide lie over those before them; what is smaller than a tile is left to
 * {@link PlainGradients}.
 */
final class VectorGradients implements Gradients {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TALL = 4;
  private static final int WIDE = 2 * LANES;

  private final int inputs;
  private final int outputs;
  private final Gradients plain;
  private final float[] gradient;
  private final float[] tile = new float[TALL * WIDE];
  private float[] columns = new float[0];

  VectorGradients(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    plain = new PlainGradients(inputs, outputs);
    gradient = new float[(inputs + 1) * outputs];
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void forward(float[] x, float[] w, float[] y, int rows) {
    if (outputs < WIDE || rows < TALL) {
      plain.forward(x, w, y, rows);
      return;
    }
    for (int j = 0; j < outputs; j += WIDE) {
      for (int r = 0; r < rows; r += TALL) {
        forwardTile(
            x, w, y, inputs, outputs, Math.min(r, rows - TALL), Math.min(j, outputs - WIDE));
      }
    }
  }

  private static void forwardTile(
      float[] x, float[] w, float[] y, int inputs, int outputs, int r, int j) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, w, inputs * outputs + j);
    FloatVector a01 = FloatVector.fromArray(SPECIES, w, inputs * outputs + j + LANES);
    FloatVector a10 = a00;
    FloatVector a11 = a01;
    FloatVector a20 = a00;
    FloatVector a21 = a01;
    FloatVector a30 = a00;
    FloatVector a31 = a01;
    int at = j;
    int x0 = r * inputs;
    int x1 = x0 + inputs;
    int x2 = x1 + inputs;
    int x3 = x2 + inputs;
    for (int k = 0; k < inputs; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a00 = v0.fma(w0, a00);
      a01 = v0.fma(w1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, x[x1 + k]);
      a10 = v1.fma(w0, a10);
      a11 = v1.fma(w1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, x[x2 + k]);
      a20 = v2.fma(w0, a20);
      a21 = v2.fma(w1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, x[x3 + k]);
      a30 = v3.fma(w0, a30);
      a31 = v3.fma(w1, a31);
      at += outputs;
    }
    at = r * outputs + j;
    a00.intoArray(y, at);
    a01.intoArray(y, at + LANES);
    at += outputs;
    a10.intoArray(y, at);
    a11.intoArray(y, at + LANES);
    at += outputs;
    a20.intoArray(y, at);
    a21.intoArray(y, at + LANES);
    at += outputs;
    a30.intoArray(y, at);
    a31.intoArray(y, at + LANES);
  }

  @Override
  public void backward(float[] d, float[] w, float[] dx, int rows) {
    if (inputs < TALL) {
      plain.backward(d, w, dx, rows);
      return;
    }
    int stride = (rows + WIDE - 1) / WIDE * WIDE;
    transpose(d, rows, stride);
    for (int from = 0; from < inputs; from += TALL) {
      int k = Math.min(from, inputs - TALL);
      for (int r = 0; r < rows; r += WIDE) {
        backwardTile(columns, stride, r, w, outputs, k, tile);
        int count = Math.min(WIDE, rows - r);
        for (int i = 0; i < count; i++) {
          int to = (r + i) * inputs + k;
          dx[to] = tile[i];
          dx[to + 1] = tile[WIDE + i];
          dx[to + 2] = tile[2 * WIDE + i];
          dx[to + 3] = tile[3 * WIDE + i];
        }
      }
    }
  }

  private void transpose(float[] d, int rows, int stride) {
    if (columns.length < outputs * stride) {
      columns = new float[outputs * stride];
    }
    float[] to = columns;
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int d0 = r * outputs;
      int d1 = d0 + outputs;
      int d2 = d1 + outputs;
      int d3 = d2 + outputs;
      for (int j = 0; j < outputs; j++) {
        int at = j * stride + r;
        to[at] = d[d0 + j];
        to[at + 1] = d[d1 + j];
        to[at + 2] = d[d2 + j];
        to[at + 3] = d[d3 + j];
      }
    }
    for (; r < rows; r++) {
      for (int j = 0; j < outputs; j++) {
        to[j * stride + r] = d[r * outputs + j];
      }
    }
  }

  private static void backwardTile(
      float[] columns, int stride, int r, float[] w, int outputs, int k, float[] tile) {
    int w0 = k * outputs;
    int w1 = w0 + outputs;
    int w2 = w1 + outputs;
    int w3 = w2 + outputs;
    FloatVector a00 = FloatVector.zero(SPECIES);
    FloatVector a01 = a00;
    FloatVector a10 = a00;
    FloatVector a11 = a00;
    FloatVector a20 = a00;
    FloatVector a21 = a00;
    FloatVector a30 = a00;
    FloatVector a31 = a00;
    int at = r;
    for (int j = 0; j < outputs; j++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, columns, at);
      FloatVector d1 = FloatVector.fromArray(SPECIES, columns, at + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, w[w0 + j]);
      a00 = v0.fma(d0, a00);
      a01 = v0.fma(d1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, w[w1 + j]);
      a10 = v1.fma(d0, a10);
      a11 = v1.fma(d1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, w[w2 + j]);
      a20 = v2.fma(d0, a20);
      a21 = v2.fma(d1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, w[w3 + j]);
      a30 = v3.fma(d0, a30);
      a31 = v3.fma(d1, a31);
      at += stride;
    }
    a00.intoArray(tile, 0);
    a01.intoArray(tile, LANES);
    a10.intoArray(tile, WIDE);
    a11.intoArray(tile, WIDE + LANES);
    a20.intoArray(tile, 2 * WIDE);
    a21.intoArray(tile, 2 * WIDE + LANES);
    a30.intoArray(tile, 3 * WIDE);
    a31.intoArray(tile, 3 * WIDE + LANES);
  }

  private void gradientTile(
      float[] x, float[] d, float decay, float[] w, float[] g, int rows, int k, int j) {
    int inputs = this.inputs;
    int outputs = this.outputs;
    int g0 = k * outputs + j;
    int g1 = g0 + outputs;
    int g2 = g1 + outputs;
    int g3 = g2 + outputs;
    FloatVector a00 = FloatVector.fromArray(SPECIES, w, g0).mul(decay);
    FloatVector a01 = FloatVector.fromArray(SPECIES, w, g0 + LANES).mul(decay);
    FloatVector a10 = FloatVector.fromArray(SPECIES, w, g1).mul(decay);
    FloatVector a11 = FloatVector.fromArray(SPECIES, w, g1 + LANES).mul(decay);
    FloatVector a20 = FloatVector.fromArray(SPECIES, w, g2).mul(decay);
    FloatVector a21 = FloatVector.fromArray(SPECIES, w, g2 + LANES).mul(decay);
    FloatVector a30 = FloatVector.fromArray(SPECIES, w, g3).mul(decay);
    FloatVector a31 = FloatVector.fromArray(SPECIES, w, g3 + LANES).mul(decay);
    int at = j;
    int row = k;
    for (int r = 0; r < rows; r++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, at);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, at + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, x[row]);
      a00 = v0.fma(d0, a00);
      a01 = v0.fma(d1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, x[row + 1]);
      a10 = v1.fma(d0, a10);
      a11 = v1.fma(d1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, x[row + 2]);
      a20 = v2.fma(d0, a20);
      a21 = v2.fma(d1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, x[row + 3]);
      a30 = v3.fma(d0, a30);
      a31 = v3.fma(d1, a31);
      at += outputs;
      row += inputs;
    }
    a00.intoArray(g, g0);
    a01.intoArray(g, g0 + LANES);
    a10.intoArray(g, g1);
    a11.intoArray(g, g1 + LANES);
    a20.intoArray(g, g2);
    a21.intoArray(g, g2 + LANES);
    a30.intoArray(g, g3);
    a31.intoArray(g, g3 + LANES);
  }

  @Override
  public void descend(
      float[] x, float[] d, Step step, float[] w, float[] m1, float[] m2, int rows) {
    if (inputs < TALL || outputs < WIDE) {
      plain.descend(x, d, step, w, m1, m2, rows);
      return;
    }
    gradient(x, d, step.decay(), w, gradient, rows);
    RowMath.adam(w, gradient, m1, m2, step.rate(), step.epsilon());
  }

  private void gradient(float[] x, float[] d, float decay, float[] w, float[] g, int rows) {
    for (int k = 0; k < inputs; k += TALL) {
      for (int j = 0; j < outputs; j += WIDE) {
        gradientTile(
            x, d, decay, w, g, rows, Math.min(k, inputs - TALL), Math.min(j, outputs - WIDE));
      }
    }
    int bias = inputs * outputs;
    Arrays.fill(g, bias, bias + outputs, 0);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < outputs; j++) {
        g[bias + j] += d[r * outputs + j];
      }
    }
  }
}
