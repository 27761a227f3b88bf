package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Products} with the Vector API: register tiles of 4 rows x 2 vectors. The last tiles of a
 * width that they do not divide lie over those before them; what is smaller than a tile is left to
 * {@link PlainProducts}.
 */
final class VectorProducts implements Products {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TALL = 4;
  private static final int WIDE = 2 * LANES;

  private final Products plain = new PlainProducts();
  private final float[] tile = new float[TALL * WIDE];
  private float[] columns = new float[0];

  @Override
  public void forward(float[][] x, float[][] w, float[][] y, int rows) {
    int outputs = w[0].length;
    if (outputs < WIDE || rows < TALL) {
      plain.forward(x, w, y, rows);
      return;
    }
    for (int j = 0; j < outputs; j += WIDE) {
      for (int r = 0; r < rows; r += TALL) {
        forwardTile(x, w, y, Math.min(r, rows - TALL), Math.min(j, outputs - WIDE));
      }
    }
  }

  private static void forwardTile(float[][] x, float[][] w, float[][] y, int r, int j) {
    float[] x0 = x[r];
    float[] x1 = x[r + 1];
    float[] x2 = x[r + 2];
    float[] x3 = x[r + 3];
    int inputs = w.length - 1;
    FloatVector a00 = FloatVector.fromArray(SPECIES, w[inputs], j);
    FloatVector a01 = FloatVector.fromArray(SPECIES, w[inputs], j + LANES);
    FloatVector a10 = a00;
    FloatVector a11 = a01;
    FloatVector a20 = a00;
    FloatVector a21 = a01;
    FloatVector a30 = a00;
    FloatVector a31 = a01;
    for (int k = 0; k < inputs; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w[k], j);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w[k], j + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, x0[k]);
      a00 = v0.fma(w0, a00);
      a01 = v0.fma(w1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, x1[k]);
      a10 = v1.fma(w0, a10);
      a11 = v1.fma(w1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, x2[k]);
      a20 = v2.fma(w0, a20);
      a21 = v2.fma(w1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, x3[k]);
      a30 = v3.fma(w0, a30);
      a31 = v3.fma(w1, a31);
    }
    a00.intoArray(y[r], j);
    a01.intoArray(y[r], j + LANES);
    a10.intoArray(y[r + 1], j);
    a11.intoArray(y[r + 1], j + LANES);
    a20.intoArray(y[r + 2], j);
    a21.intoArray(y[r + 2], j + LANES);
    a30.intoArray(y[r + 3], j);
    a31.intoArray(y[r + 3], j + LANES);
  }

  @Override
  public void backward(float[][] d, float[][] w, float[][] dx, int rows) {
    int inputs = w.length - 1;
    if (inputs < TALL) {
      plain.backward(d, w, dx, rows);
      return;
    }
    int stride = (rows + WIDE - 1) / WIDE * WIDE;
    transpose(d, w[0].length, rows, stride);
    for (int from = 0; from < inputs; from += TALL) {
      int k = Math.min(from, inputs - TALL);
      for (int r = 0; r < rows; r += WIDE) {
        backwardTile(columns, stride, r, w, k, tile);
        int count = Math.min(WIDE, rows - r);
        for (int i = 0; i < count; i++) {
          float[] to = dx[r + i];
          to[k] = tile[i];
          to[k + 1] = tile[WIDE + i];
          to[k + 2] = tile[2 * WIDE + i];
          to[k + 3] = tile[3 * WIDE + i];
        }
      }
    }
  }

  private void transpose(float[][] d, int outputs, int rows, int stride) {
    if (columns.length < outputs * stride) {
      columns = new float[outputs * stride];
    }
    float[] to = columns;
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      float[] d0 = d[r];
      float[] d1 = d[r + 1];
      float[] d2 = d[r + 2];
      float[] d3 = d[r + 3];
      for (int j = 0; j < outputs; j++) {
        int at = j * stride + r;
        to[at] = d0[j];
        to[at + 1] = d1[j];
        to[at + 2] = d2[j];
        to[at + 3] = d3[j];
      }
    }
    for (; r < rows; r++) {
      for (int j = 0; j < outputs; j++) {
        to[j * stride + r] = d[r][j];
      }
    }
  }

  private static void backwardTile(
      float[] columns, int stride, int r, float[][] w, int k, float[] tile) {
    float[] w0 = w[k];
    float[] w1 = w[k + 1];
    float[] w2 = w[k + 2];
    float[] w3 = w[k + 3];
    FloatVector a00 = FloatVector.zero(SPECIES);
    FloatVector a01 = a00;
    FloatVector a10 = a00;
    FloatVector a11 = a00;
    FloatVector a20 = a00;
    FloatVector a21 = a00;
    FloatVector a30 = a00;
    FloatVector a31 = a00;
    int at = r;
    for (int j = 0; j < w0.length; j++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, columns, at);
      FloatVector d1 = FloatVector.fromArray(SPECIES, columns, at + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, w0[j]);
      a00 = v0.fma(d0, a00);
      a01 = v0.fma(d1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, w1[j]);
      a10 = v1.fma(d0, a10);
      a11 = v1.fma(d1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, w2[j]);
      a20 = v2.fma(d0, a20);
      a21 = v2.fma(d1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, w3[j]);
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

  @Override
  public void gradient(float[][] x, float[][] d, float decay, float[][] w, float[][] g, int rows) {
    int inputs = w.length - 1;
    int outputs = w[0].length;
    if (inputs < TALL || outputs < WIDE) {
      plain.gradient(x, d, decay, w, g, rows);
      return;
    }
    for (int k = 0; k < inputs; k += TALL) {
      for (int j = 0; j < outputs; j += WIDE) {
        gradientTile(
            x, d, decay, w, g, rows, Math.min(k, inputs - TALL), Math.min(j, outputs - WIDE));
      }
    }
    PlainProducts.addRows(d, g[inputs], rows);
  }

  private static void gradientTile(
      float[][] x, float[][] d, float decay, float[][] w, float[][] g, int rows, int k, int j) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, w[k], j).mul(decay);
    FloatVector a01 = FloatVector.fromArray(SPECIES, w[k], j + LANES).mul(decay);
    FloatVector a10 = FloatVector.fromArray(SPECIES, w[k + 1], j).mul(decay);
    FloatVector a11 = FloatVector.fromArray(SPECIES, w[k + 1], j + LANES).mul(decay);
    FloatVector a20 = FloatVector.fromArray(SPECIES, w[k + 2], j).mul(decay);
    FloatVector a21 = FloatVector.fromArray(SPECIES, w[k + 2], j + LANES).mul(decay);
    FloatVector a30 = FloatVector.fromArray(SPECIES, w[k + 3], j).mul(decay);
    FloatVector a31 = FloatVector.fromArray(SPECIES, w[k + 3], j + LANES).mul(decay);
    for (int r = 0; r < rows; r++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d[r], j);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d[r], j + LANES);
      float[] row = x[r];
      FloatVector v0 = FloatVector.broadcast(SPECIES, row[k]);
      a00 = v0.fma(d0, a00);
      a01 = v0.fma(d1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, row[k + 1]);
      a10 = v1.fma(d0, a10);
      a11 = v1.fma(d1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, row[k + 2]);
      a20 = v2.fma(d0, a20);
      a21 = v2.fma(d1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, row[k + 3]);
      a30 = v3.fma(d0, a30);
      a31 = v3.fma(d1, a31);
    }
    a00.intoArray(g[k], j);
    a01.intoArray(g[k], j + LANES);
    a10.intoArray(g[k + 1], j);
    a11.intoArray(g[k + 1], j + LANES);
    a20.intoArray(g[k + 2], j);
    a21.intoArray(g[k + 2], j + LANES);
    a30.intoArray(g[k + 3], j);
    a31.intoArray(g[k + 3], j + LANES);
  }
}
