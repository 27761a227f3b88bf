package dev.foresight.compute;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Gradients} with the Vector API: all products are sums over register tiles of 4 rows x 2 vectors. The last tiles of a
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
    int bias = inputs * outputs;
    for (int from = 0; from < outputs; from += WIDE) {
      int j = Math.min(from, outputs - WIDE);
      for (int first = 0; first < rows; first += TALL) {
        int r = Math.min(first, rows - TALL);
        begin(w, bias + j, 0, 1);
        sum(x, r * inputs, inputs, 1, w, j, outputs, inputs);
        end(y, r * outputs + j, outputs);
      }
    }
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
        Arrays.fill(tile, 0);
        sum(w, k * outputs, outputs, 1, columns, r, stride, outputs);
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
    for (int from = 0; from < inputs; from += TALL) {
      int k = Math.min(from, inputs - TALL);
      for (int first = 0; first < outputs; first += WIDE) {
        int j = Math.min(first, outputs - WIDE);
        begin(w, k * outputs + j, outputs, decay);
        sum(x, k, 1, inputs, d, j, outputs, rows);
        end(g, k * outputs + j, outputs);
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

  /** The tile's rows are a share of rows that lie so far apart. */
  private void begin(float[] from, int at, int down, float share) {
    for (int h = 0; h < TALL; h++) {
      for (int i = 0; i < WIDE; i++) {
        tile[h * WIDE + i] = share * from[at + h * down + i];
      }
    }
  }

  private void end(float[] to, int at, int down) {
    for (int h = 0; h < TALL; h++) {
      System.arraycopy(tile, h * WIDE, to, at + h * down, WIDE);
    }
  }

  /**
   * Adds to row h of the tile, for each of the terms, the number at {@code x + h down + term along} times the
   * row at {@code w + term stride}.
   */
  private void sum(
      float[] numbers, int x, int down, int along, float[] rows, int w, int stride, int terms) {
    float[] tile = this.tile;
    FloatVector a00 = FloatVector.fromArray(SPECIES, tile, 0);
    FloatVector a01 = FloatVector.fromArray(SPECIES, tile, LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, tile, WIDE);
    FloatVector a11 = FloatVector.fromArray(SPECIES, tile, WIDE + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, tile, 2 * WIDE);
    FloatVector a21 = FloatVector.fromArray(SPECIES, tile, 2 * WIDE + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, tile, 3 * WIDE);
    FloatVector a31 = FloatVector.fromArray(SPECIES, tile, 3 * WIDE + LANES);
    for (int i = 0; i < terms; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, rows, w);
      FloatVector w1 = FloatVector.fromArray(SPECIES, rows, w + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, numbers[x]);
      a00 = v0.fma(w0, a00);
      a01 = v0.fma(w1, a01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, numbers[x + down]);
      a10 = v1.fma(w0, a10);
      a11 = v1.fma(w1, a11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, numbers[x + 2 * down]);
      a20 = v2.fma(w0, a20);
      a21 = v2.fma(w1, a21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, numbers[x + 3 * down]);
      a30 = v3.fma(w0, a30);
      a31 = v3.fma(w1, a31);
      x += along;
      w += stride;
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
}
