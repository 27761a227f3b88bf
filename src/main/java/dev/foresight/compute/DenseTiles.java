package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in register tiles of 8 or 4 outputs x 2 vectors of rows, which add up in the same
 * order: their results are equal bit for bit. Tall tiles keep the multipliers busier where all of one
 * fits into registers (32 of them in AVX-512 and NEON, 16 in AVX2), and where the JDK's compiler
 * manages that; so both are tried during the first calls, and the faster one is kept.
 */
final class DenseTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Outputs to compute before the clock starts: time for the compiler to finish. */
  private static final long WARM = 400_000;

  /** Outputs that each height computes against the clock. */
  private static final long TIMED = 20_000;

  private boolean tall;
  private boolean decided;
  private long done;
  private double lowNanos;
  private double tallNanos;

  void multiply(Dense layer, float[] x, float[] y, int rows) {
    if (decided) {
      multiply(tall, layer, x, y, rows);
      return;
    }
    boolean version = (done / 1000) % 2 == 0;
    long before = System.nanoTime();
    multiply(version, layer, x, y, rows);
    double nanos = (double) (System.nanoTime() - before) / ((long) layer.inputs() * rows);
    done += layer.outputs();
    if (done > WARM) {
      tallNanos += version ? nanos : 0;
      lowNanos += version ? 0 : nanos;
      decided = done > WARM + 2 * TIMED;
      tall = tallNanos < lowNanos;
    }
  }

  private static void multiply(boolean tall, Dense layer, float[] x, float[] y, int rows) {
    int o = 0;
    if (tall) {
      for (; o + 4 < layer.outputs(); o += 8) {
        for (int row = 0; row < rows; row += 2 * LANES) {
          tallTile(layer.tiles(), layer.inputs(), o, layer.bias(), x, y, row, rows);
        }
      }
    }
    for (; o < layer.outputs(); o += 4) {
      for (int row = 0; row < rows; row += 2 * LANES) {
        tile(layer.tiles(), layer.inputs(), o, layer.bias(), x, y, row, rows);
      }
    }
  }

  private static void tile(
      float[] w, int inputs, int o, float[] bias, float[] x, float[] y, int row, int rows) {
    FloatVector a00 = FloatVector.broadcast(SPECIES, bias[o]);
    FloatVector a01 = a00;
    FloatVector a10 = FloatVector.broadcast(SPECIES, bias[o + 1]);
    FloatVector a11 = a10;
    FloatVector a20 = FloatVector.broadcast(SPECIES, bias[o + 2]);
    FloatVector a21 = a20;
    FloatVector a30 = FloatVector.broadcast(SPECIES, bias[o + 3]);
    FloatVector a31 = a30;
    int at = row;
    int v = o * inputs;
    for (int i = 0; i < inputs; i++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + LANES);
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[v]);
      a00 = w0.fma(x0, a00);
      a01 = w0.fma(x1, a01);
      FloatVector w1 = FloatVector.broadcast(SPECIES, w[v + 1]);
      a10 = w1.fma(x0, a10);
      a11 = w1.fma(x1, a11);
      FloatVector w2 = FloatVector.broadcast(SPECIES, w[v + 2]);
      a20 = w2.fma(x0, a20);
      a21 = w2.fma(x1, a21);
      FloatVector w3 = FloatVector.broadcast(SPECIES, w[v + 3]);
      a30 = w3.fma(x0, a30);
      a31 = w3.fma(x1, a31);
      at += rows;
      v += 4;
    }
    int to = o * rows + row;
    a00.intoArray(y, to);
    a01.intoArray(y, to + LANES);
    a10.intoArray(y, to + rows);
    a11.intoArray(y, to + rows + LANES);
    a20.intoArray(y, to + 2 * rows);
    a21.intoArray(y, to + 2 * rows + LANES);
    a30.intoArray(y, to + 3 * rows);
    a31.intoArray(y, to + 3 * rows + LANES);
  }

  private static void tallTile(
      float[] w, int inputs, int o, float[] bias, float[] x, float[] y, int row, int rows) {
    FloatVector a00 = FloatVector.broadcast(SPECIES, bias[o]);
    FloatVector a01 = a00;
    FloatVector a10 = FloatVector.broadcast(SPECIES, bias[o + 1]);
    FloatVector a11 = a10;
    FloatVector a20 = FloatVector.broadcast(SPECIES, bias[o + 2]);
    FloatVector a21 = a20;
    FloatVector a30 = FloatVector.broadcast(SPECIES, bias[o + 3]);
    FloatVector a31 = a30;
    FloatVector a40 = FloatVector.broadcast(SPECIES, bias[o + 4]);
    FloatVector a41 = a40;
    FloatVector a50 = FloatVector.broadcast(SPECIES, bias[o + 5]);
    FloatVector a51 = a50;
    FloatVector a60 = FloatVector.broadcast(SPECIES, bias[o + 6]);
    FloatVector a61 = a60;
    FloatVector a70 = FloatVector.broadcast(SPECIES, bias[o + 7]);
    FloatVector a71 = a70;
    int at = row;
    int v = o * inputs;
    int u = v + 4 * inputs;
    for (int i = 0; i < inputs; i++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + LANES);
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[v]);
      a00 = w0.fma(x0, a00);
      a01 = w0.fma(x1, a01);
      FloatVector w1 = FloatVector.broadcast(SPECIES, w[v + 1]);
      a10 = w1.fma(x0, a10);
      a11 = w1.fma(x1, a11);
      FloatVector w2 = FloatVector.broadcast(SPECIES, w[v + 2]);
      a20 = w2.fma(x0, a20);
      a21 = w2.fma(x1, a21);
      FloatVector w3 = FloatVector.broadcast(SPECIES, w[v + 3]);
      a30 = w3.fma(x0, a30);
      a31 = w3.fma(x1, a31);
      FloatVector w4 = FloatVector.broadcast(SPECIES, w[u]);
      a40 = w4.fma(x0, a40);
      a41 = w4.fma(x1, a41);
      FloatVector w5 = FloatVector.broadcast(SPECIES, w[u + 1]);
      a50 = w5.fma(x0, a50);
      a51 = w5.fma(x1, a51);
      FloatVector w6 = FloatVector.broadcast(SPECIES, w[u + 2]);
      a60 = w6.fma(x0, a60);
      a61 = w6.fma(x1, a61);
      FloatVector w7 = FloatVector.broadcast(SPECIES, w[u + 3]);
      a70 = w7.fma(x0, a70);
      a71 = w7.fma(x1, a71);
      at += rows;
      v += 4;
      u += 4;
    }
    int to = o * rows + row;
    a00.intoArray(y, to);
    a01.intoArray(y, to + LANES);
    a10.intoArray(y, to + rows);
    a11.intoArray(y, to + rows + LANES);
    a20.intoArray(y, to + 2 * rows);
    a21.intoArray(y, to + 2 * rows + LANES);
    a30.intoArray(y, to + 3 * rows);
    a31.intoArray(y, to + 3 * rows + LANES);
    a40.intoArray(y, to + 4 * rows);
    a41.intoArray(y, to + 4 * rows + LANES);
    a50.intoArray(y, to + 5 * rows);
    a51.intoArray(y, to + 5 * rows + LANES);
    a60.intoArray(y, to + 6 * rows);
    a61.intoArray(y, to + 6 * rows + LANES);
    a70.intoArray(y, to + 7 * rows);
    a71.intoArray(y, to + 7 * rows + LANES);
  }
}
