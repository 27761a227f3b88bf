package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of {@link VectorMath} for all floats: see {@link Kernels}. Numbers that the fast way cannot take are
 * rare: one pass tells whether there are any, and only then are they computed one by one.
 */
final class VectorFunctions {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ALL_BUT_SIGN = 0x7fffffff;
  private static final int SMALLEST = Float.floatToRawIntBits(Float.MIN_NORMAL);
  private static final int LARGEST = Float.floatToRawIntBits(Float.MAX_VALUE);

  private VectorFunctions() {}

  static void exp(float[] x, float[] y, int count) {
    VectorMath.exp(1, x, 0, y, 0, count);
    if (within(-FloatMath.EXP_LOWEST, x, count)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (x[i] < FloatMath.EXP_LOWEST || x[i] > FloatMath.EXP_NORMAL) {
        y[i] = FloatMath.exp(x[i]);
      }
    }
  }

  static void log(float[] x, float[] y, int count) {
    VectorMath.log(x, 0, y, 0, count);
    if (normal(x, count)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!(x[i] >= Float.MIN_NORMAL && x[i] <= Float.MAX_VALUE)) {
        y[i] = FloatMath.log(x[i]);
      }
    }
  }

  /** The sine a quarter of a circle further on, or none. */
  static void wave(int quarter, float[] x, float[] y, int count) {
    VectorMath.wave(1, quarter, x, y, count);
    if (within(FloatMath.ANGLE, x, count)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!(Math.abs(x[i]) <= FloatMath.ANGLE)) {
        y[i] = quarter == 0 ? FloatMath.sin(x[i]) : FloatMath.cos(x[i]);
      }
    }
  }

  /** Whether no size is above the bound, nor NaN: read as integers, sizes keep their order and NaN is the largest. */
  private static boolean within(float bound, float[] x, int count) {
    IntVector most0 = IntVector.zero(BITS);
    IntVector most1 = most0;
    for (int i = 0; i < count; i += 2 * LANES) {
      IntVector bits0 = FloatVector.fromArray(SPECIES, x, i).reinterpretAsInts();
      IntVector bits1 = FloatVector.fromArray(SPECIES, x, i + LANES).reinterpretAsInts();
      most0 = most0.max(bits0.lanewise(VectorOperators.AND, ALL_BUT_SIGN));
      most1 = most1.max(bits1.lanewise(VectorOperators.AND, ALL_BUT_SIGN));
    }
    return most0.max(most1).reduceLanes(VectorOperators.MAX) <= Float.floatToRawIntBits(bound);
  }

  /** Whether all are positive normal floats: read as integers, these lie between the smallest and the largest. */
  private static boolean normal(float[] x, int count) {
    IntVector least = IntVector.broadcast(BITS, LARGEST);
    IntVector most = least;
    for (int i = 0; i < count; i += LANES) {
      IntVector bits = FloatVector.fromArray(SPECIES, x, i).reinterpretAsInts();
      least = least.min(bits);
      most = most.max(bits);
    }
    return least.reduceLanes(VectorOperators.MIN) >= SMALLEST
        && most.reduceLanes(VectorOperators.MAX) <= LARGEST;
  }
}
