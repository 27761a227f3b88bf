package dev.foresight.compute;

import static dev.foresight.compute.FloatMath.COS;
import static dev.foresight.compute.FloatMath.EXP;
import static dev.foresight.compute.FloatMath.EXP_LOWEST;
import static dev.foresight.compute.FloatMath.EXP_NORMAL;
import static dev.foresight.compute.FloatMath.HALF_PI_1;
import static dev.foresight.compute.FloatMath.HALF_PI_2;
import static dev.foresight.compute.FloatMath.HALF_PI_3;
import static dev.foresight.compute.FloatMath.LN2_HIGH;
import static dev.foresight.compute.FloatMath.LN2_LOW;
import static dev.foresight.compute.FloatMath.LOG;
import static dev.foresight.compute.FloatMath.LOG2_E;
import static dev.foresight.compute.FloatMath.ROUND;
import static dev.foresight.compute.FloatMath.SIN;
import static dev.foresight.compute.FloatMath.TWO_OVER_PI;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatMath} over arrays. Each function is one loop with everything in it: a helper that takes
 * and gives vectors is fast only where the compiler inlines it, which it refuses to do once the helper
 * was compiled by itself; then every vector goes through the heap. For the same reason the
 * exponential takes two vectors at a time: it is then too long to be inlined, with others, into a
 * caller that would be too big to compile well.
 *
 * <p>Integers are made by adding {@code ROUND} and reading the low bits, which every JDK compiles to
 * plain vector instructions; casts are not. Input and output may be the same array at the same place.
 */
final class VectorMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int ROOT_HALF_BITS = 0x3f3504f3;
  private static final float TWO_23 = 0x1p23f;
  private static final int TWO_23_BITS = Float.floatToRawIntBits(TWO_23);

  private VectorMath() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** {@code y = exp(scale x)} for {@code scale x} held where that is a normal float; NaN stays. */
  static void exp(float scale, float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += 2 * LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, from + i).mul(scale);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, from + i + LANES).mul(scale);
      v0 = v0.max(EXP_LOWEST).min(EXP_NORMAL);
      v1 = v1.max(EXP_LOWEST).min(EXP_NORMAL);
      FloatVector shifted0 = v0.fma(all(LOG2_E), all(ROUND));
      FloatVector shifted1 = v1.fma(all(LOG2_E), all(ROUND));
      FloatVector n0 = shifted0.sub(ROUND);
      FloatVector n1 = shifted1.sub(ROUND);
      FloatVector r0 = n0.fma(all(-LN2_LOW), n0.fma(all(-LN2_HIGH), v0));
      FloatVector r1 = n1.fma(all(-LN2_LOW), n1.fma(all(-LN2_HIGH), v1));
      FloatVector p0 = all(EXP[0]).fma(r0, all(EXP[1])).fma(r0, all(EXP[2])).fma(r0, all(EXP[3]));
      FloatVector p1 = all(EXP[0]).fma(r1, all(EXP[1])).fma(r1, all(EXP[2])).fma(r1, all(EXP[3]));
      p0 = p0.fma(r0, all(EXP[4])).fma(r0, all(EXP[5])).fma(r0.mul(r0), r0.add(1));
      p1 = p1.fma(r1, all(EXP[4])).fma(r1, all(EXP[5])).fma(r1.mul(r1), r1.add(1));
      IntVector power0 = shifted0.reinterpretAsInts().add(127 - ROUND_BITS);
      IntVector power1 = shifted1.reinterpretAsInts().add(127 - ROUND_BITS);
      power0 = power0.lanewise(VectorOperators.LSHL, 23);
      power1 = power1.lanewise(VectorOperators.LSHL, 23);
      p0.mul(power0.reinterpretAsFloats()).intoArray(y, to + i);
      p1.mul(power1.reinterpretAsFloats()).intoArray(y, to + i + LANES);
    }
  }

  /** {@code y = y / (1 + exp(-y))} in place, with the exponential of {@link #exp}; NaN stays. */
  static void silu(float[] y, int from, int count) {
    for (int i = from; i < from + count; i += 2 * LANES) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, y, i);
      FloatVector y1 = FloatVector.fromArray(SPECIES, y, i + LANES);
      FloatVector v0 = y0.max(-EXP_NORMAL).min(-EXP_LOWEST);
      FloatVector v1 = y1.max(-EXP_NORMAL).min(-EXP_LOWEST);
      FloatVector shifted0 = v0.fma(all(-LOG2_E), all(ROUND));
      FloatVector shifted1 = v1.fma(all(-LOG2_E), all(ROUND));
      FloatVector n0 = shifted0.sub(ROUND);
      FloatVector n1 = shifted1.sub(ROUND);
      // The remainder's negative, and so the polynomial with every other sign changed.
      FloatVector r0 = n0.fma(all(LN2_LOW), n0.fma(all(LN2_HIGH), v0));
      FloatVector r1 = n1.fma(all(LN2_LOW), n1.fma(all(LN2_HIGH), v1));
      FloatVector p0 = all(EXP[0]).fma(r0, all(-EXP[1])).fma(r0, all(EXP[2]));
      FloatVector p1 = all(EXP[0]).fma(r1, all(-EXP[1])).fma(r1, all(EXP[2]));
      p0 = p0.fma(r0, all(-EXP[3])).fma(r0, all(EXP[4])).fma(r0, all(-EXP[5]));
      p1 = p1.fma(r1, all(-EXP[3])).fma(r1, all(EXP[4])).fma(r1, all(-EXP[5]));
      p0 = all(1).sub(p0.fma(r0.mul(r0), r0));
      p1 = all(1).sub(p1.fma(r1.mul(r1), r1));
      // The exponent grows by n, which the low bits of "shifted" hold.
      IntVector power0 = shifted0.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      IntVector power1 = shifted1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e0 = p0.reinterpretAsInts().add(power0).reinterpretAsFloats();
      FloatVector e1 = p1.reinterpretAsInts().add(power1).reinterpretAsFloats();
      y0.div(e0.add(1)).intoArray(y, i);
      y1.div(e1.add(1)).intoArray(y, i + LANES);
    }
  }

  /**
   * {@code y = log(x)} where x is a positive normal float; elsewhere anything. With its constants by a shorter name it
   * is inlined, and slow.
   */
  static void log(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
      IntVector bits = v.reinterpretAsInts().sub(ROOT_HALF_BITS);
      // The exponent, made positive, in the low bits of 2^23.
      IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23).add(TWO_23_BITS + 256);
      FloatVector e = exponent.reinterpretAsFloats().sub(TWO_23 + 256);
      IntVector mantissa = bits.lanewise(VectorOperators.AND, 0x7fffff).add(ROOT_HALF_BITS);
      FloatVector f = mantissa.reinterpretAsFloats().sub(1);
      FloatVector p = FloatVector.broadcast(SPECIES, LOG[0])
          .fma(f, FloatVector.broadcast(SPECIES, LOG[1]))
          .fma(f, FloatVector.broadcast(SPECIES, LOG[2]))
          .fma(f, FloatVector.broadcast(SPECIES, LOG[3]));
      p = p.fma(f, FloatVector.broadcast(SPECIES, LOG[4]))
          .fma(f, FloatVector.broadcast(SPECIES, LOG[5]))
          .fma(f, FloatVector.broadcast(SPECIES, LOG[6]));
      p = p.fma(f, FloatVector.broadcast(SPECIES, LOG[7]))
          .fma(f, FloatVector.broadcast(SPECIES, LOG[8]));
      FloatVector z = f.mul(f);
      p = z.fma(
          FloatVector.broadcast(SPECIES, -0.5f),
          e.fma(FloatVector.broadcast(SPECIES, LN2_LOW), p.mul(f).mul(z)));
      e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.add(p)).intoArray(y, to + i);
    }
  }

  /** {@code y = sin(scale x + quarter pi / 2)} for angles up to {@code FloatMath.ANGLE}. */
  static void wave(float scale, int quarter, float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i).mul(scale);
      FloatVector shifted = v.fma(all(TWO_OVER_PI), all(ROUND));
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.fma(all(-HALF_PI_2), n.fma(all(-HALF_PI_1), v));
      r = n.fma(all(-HALF_PI_3), r);
      FloatVector z = r.mul(r);
      FloatVector sine =
          all(SIN[0]).fma(z, all(SIN[1])).fma(z, all(SIN[2])).mul(z).fma(r, r);
      FloatVector cosine = all(COS[0]).fma(z, all(COS[1])).fma(z, all(COS[2])).mul(z);
      cosine = cosine.fma(z, z.fma(all(-0.5f), all(1)));
      IntVector quadrant = shifted.reinterpretAsInts().add(quarter);
      // All bits set where the quadrant is odd: chosen by bits, since masks of integers do not
      // always
      // become masks of floats without a detour.
      IntVector odd = quadrant.lanewise(VectorOperators.AND, 1).neg();
      IntVector sign = quadrant.lanewise(VectorOperators.AND, 2).lanewise(VectorOperators.LSHL, 30);
      IntVector bits = sine.reinterpretAsInts();
      IntVector change = bits.lanewise(VectorOperators.XOR, cosine.reinterpretAsInts());
      bits = bits.lanewise(VectorOperators.XOR, change.lanewise(VectorOperators.AND, odd));
      bits.lanewise(VectorOperators.XOR, sign).reinterpretAsFloats().intoArray(y, i);
    }
  }

  /** The polynomial in x, coefficients from the highest power down. */
  static void polynomial(float[] coefficients, float[] x, float[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector p = all(coefficients[0]);
      for (int c = 1; c < coefficients.length; c++) {
        p = p.fma(v, all(coefficients[c]));
      }
      p.intoArray(y, i);
    }
  }
}
