package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in register tiles of 4 outputs x 2 vectors of rows. The two versions differ only in
 * how far the loop over inputs is unrolled, and add up in the same order: their results are equal bit
 * for bit. Which is faster depends on the JDK's compiler, by up to half; so both are tried during the
 * first calls, and the faster one is kept.
 */
final class DenseTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Outputs to compute before the clock starts: time for the compiler to finish. */
  private static final long WARM = 400_000;

  /** Outputs that each version computes against the clock. */
  private static final long TIMED = 20_000;

  private boolean unrolled;
  private boolean decided;
  private long done;
  private double plainNanos;
  private double unrolledNanos;

  void multiply(Dense layer, float[] x, float[] y, int rows) {
    if (decided) {
      multiply(unrolled, layer, x, y, rows);
      return;
    }
    boolean version = (done / 1000) % 2 == 0;
    long before = System.nanoTime();
    multiply(version, layer, x, y, rows);
    double nanos = (double) (System.nanoTime() - before) / ((long) layer.inputs() * rows);
    done += layer.outputs();
    if (done > WARM) {
      unrolledNanos += version ? nanos : 0;
      plainNanos += version ? 0 : nanos;
      decided = done > WARM + 2 * TIMED;
      unrolled = unrolledNanos < plainNanos;
    }
  }

  private static void multiply(boolean unrolled, Dense layer, float[] x, float[] y, int rows) {
    for (int o = 0; o < layer.outputs(); o += 4) {
      for (int row = 0; row < rows; row += 2 * LANES) {
        if (unrolled) {
          unrolledTile(layer.tiles(), layer.inputs(), o, layer.bias(), x, y, row, rows);
        } else {
          tile(layer.tiles(), layer.inputs(), o, layer.bias(), x, y, row, rows);
        }
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

  private static void unrolledTile(
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
    for (int i = 0; i + 1 < inputs; i += 2) {
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
      x0 = FloatVector.fromArray(SPECIES, x, at + rows);
      x1 = FloatVector.fromArray(SPECIES, x, at + rows + LANES);
      w0 = FloatVector.broadcast(SPECIES, w[v + 4]);
      a00 = w0.fma(x0, a00);
      a01 = w0.fma(x1, a01);
      w1 = FloatVector.broadcast(SPECIES, w[v + 5]);
      a10 = w1.fma(x0, a10);
      a11 = w1.fma(x1, a11);
      w2 = FloatVector.broadcast(SPECIES, w[v + 6]);
      a20 = w2.fma(x0, a20);
      a21 = w2.fma(x1, a21);
      w3 = FloatVector.broadcast(SPECIES, w[v + 7]);
      a30 = w3.fma(x0, a30);
      a31 = w3.fma(x1, a31);
      at += 2 * rows;
      v += 8;
    }
    if ((inputs & 1) == 1) {
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
}
