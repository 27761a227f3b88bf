package dev.foresight.compute;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic over rows: see {@link Kernels}. In plain loops the JIT compiler finds vectors, too, but spends as long
 * again on what comes before and after them; loops with a condition it leaves as they are.
 */
final class VectorArithmetic {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorArithmetic() {}

  static void add(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      v.add(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
    }
  }

  static void subtract(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      v.sub(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
    }
  }

  static void multiply(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      v.mul(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
    }
  }

  static void divide(float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      v.div(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
    }
  }

  static void less(float[] a, float[] b, float[] y, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      FloatVector w = FloatVector.fromArray(SPECIES, b, i);
      zero.blend(1, v.compare(VectorOperators.LT, w)).intoArray(y, i);
    }
  }

  static void choose(float[] condition, float[] a, float[] b, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      FloatVector w = FloatVector.fromArray(SPECIES, b, i);
      FloatVector c = FloatVector.fromArray(SPECIES, condition, i);
      v.blend(w, c.compare(VectorOperators.EQ, 0)).intoArray(y, i);
    }
  }

  /** Four rows in a pass, the last of them again where there are fewer. */
  static void flaws(float[][] rows, float[] y, int count) {
    int last = rows.length - 1;
    Arrays.fill(y, 0, count, 0);
    for (int r = 0; r <= last; r += 4) {
      float[] b = rows[Math.min(r + 1, last)];
      float[] c = rows[Math.min(r + 2, last)];
      addFlaws(rows[r], b, c, rows[Math.min(r + 3, last)], y, count);
    }
  }

  /** NaN and infinity times 0 is NaN. */
  private static void addFlaws(float[] a, float[] b, float[] c, float[] d, float[] y, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, i);
      v = v.fma(zero, FloatVector.fromArray(SPECIES, y, i));
      v = FloatVector.fromArray(SPECIES, b, i).fma(zero, v);
      v = FloatVector.fromArray(SPECIES, c, i).fma(zero, v);
      FloatVector.fromArray(SPECIES, d, i).fma(zero, v).intoArray(y, i);
    }
  }

  static void earn(
      float discount, float[] reward, float[] flaw, float[] alive, float[] returns, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector earned = FloatVector.fromArray(SPECIES, reward, i).mul(discount);
      earned = earned.add(FloatVector.fromArray(SPECIES, flaw, i));
      FloatVector living = FloatVector.fromArray(SPECIES, alive, i);
      earned = earned.blend(0, living.compare(VectorOperators.EQ, 0));
      earned.add(FloatVector.fromArray(SPECIES, returns, i)).intoArray(returns, i);
    }
  }
}
