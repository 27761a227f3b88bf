package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Weighted sums over rows: see {@link Kernels}. Two vectors of sums side by side, or each would wait for the last. */
final class VectorSums {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorSums() {}

  static double sum(float[] weights, float[] x, int from, int count) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    for (int i = 0; i < count; i += 2 * LANES) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, i);
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
      a = v.blend(0, w.compare(VectorOperators.EQ, 0)).fma(w, a);
      w = FloatVector.fromArray(SPECIES, weights, i + LANES);
      v = FloatVector.fromArray(SPECIES, x, from + i + LANES);
      b = v.blend(0, w.compare(VectorOperators.EQ, 0)).fma(w, b);
    }
    return a.add(b).reduceLanes(VectorOperators.ADD);
  }

  static double squares(float[] weights, float[] x, int from, float mean, int count) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    for (int i = 0; i < count; i += 2 * LANES) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, i);
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i).sub(mean);
      v = v.blend(0, w.compare(VectorOperators.EQ, 0));
      a = v.mul(w).fma(v, a);
      w = FloatVector.fromArray(SPECIES, weights, i + LANES);
      v = FloatVector.fromArray(SPECIES, x, from + i + LANES).sub(mean);
      v = v.blend(0, w.compare(VectorOperators.EQ, 0));
      b = v.mul(w).fma(v, b);
    }
    return a.add(b).reduceLanes(VectorOperators.ADD);
  }
}
