package dev.foresight.compute;

import static dev.foresight.compute.FloatMath.COS;
import static dev.foresight.compute.FloatMath.ERF;
import static dev.foresight.compute.FloatMath.ERF_INVERSE;
import static dev.foresight.compute.FloatMath.ERF_P;
import static dev.foresight.compute.FloatMath.EXP;
import static dev.foresight.compute.FloatMath.EXP_HIGHEST;
import static dev.foresight.compute.FloatMath.EXP_LOWEST;
import static dev.foresight.compute.FloatMath.HALF_PI_1;
import static dev.foresight.compute.FloatMath.HALF_PI_2;
import static dev.foresight.compute.FloatMath.HALF_PI_3;
import static dev.foresight.compute.FloatMath.LN2_HIGH;
import static dev.foresight.compute.FloatMath.LN2_LOW;
import static dev.foresight.compute.FloatMath.LOG;
import static dev.foresight.compute.FloatMath.LOG2_E;
import static dev.foresight.compute.FloatMath.ROUND;
import static dev.foresight.compute.FloatMath.SIN;
import static dev.foresight.compute.FloatMath.SQRT_2;
import static dev.foresight.compute.FloatMath.SQRT_HALF;
import static dev.foresight.compute.FloatMath.TANH;
import static dev.foresight.compute.FloatMath.TWO_OVER_PI;
import static dev.foresight.compute.FloatMath.WITHIN_TWO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatMath} for a vector of numbers. Integers are made by adding {@code ROUND} and reading
 * the low bits, which every JDK compiles to plain vector instructions; casts are not.
 */
final class VectorMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int ROOT_HALF_BITS = 0x3f3504f3;
  private static final float TWO_23 = 0x1p23f;

  private VectorMath() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector exp(FloatVector x) {
    FloatVector held = x.max(EXP_LOWEST).min(EXP_HIGHEST);
    FloatVector shifted = held.fma(all(LOG2_E), all(ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), held));
    FloatVector p = all(EXP[0]).fma(r, all(EXP[1])).fma(r, all(EXP[2])).fma(r, all(EXP[3]));
    p = p.fma(r, all(EXP[4])).fma(r, all(EXP[5]));
    FloatVector y = p.fma(r.mul(r), r.add(1));
    IntVector power = shifted.reinterpretAsInts().sub(ROUND_BITS);
    IntVector half = power.lanewise(VectorOperators.ASHR, 1);
    y = y.mul(scale(half)).mul(scale(power.sub(half)));
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_HIGHEST));
    y = y.blend(0f, x.compare(VectorOperators.LE, EXP_LOWEST));
    return y.blend(x, x.test(VectorOperators.IS_NAN));
  }

  private static FloatVector scale(IntVector power) {
    return power.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector scaled = x.blend(x.mul(0x1p24f), tiny);
    IntVector bits = scaled.reinterpretAsInts().sub(ROOT_HALF_BITS);
    // The exponent, made positive, in the low bits of 2^23.
    IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23).add(256);
    FloatVector e = exponent
        .lanewise(VectorOperators.OR, Float.floatToRawIntBits(TWO_23))
        .reinterpretAsFloats()
        .sub(TWO_23 + 256);
    e = e.blend(e.sub(24), tiny);
    FloatVector f = bits.lanewise(VectorOperators.AND, 0x7fffff)
        .add(ROOT_HALF_BITS)
        .reinterpretAsFloats()
        .sub(1);
    FloatVector p = all(LOG[0]).fma(f, all(LOG[1])).fma(f, all(LOG[2])).fma(f, all(LOG[3]));
    p = p.fma(f, all(LOG[4])).fma(f, all(LOG[5])).fma(f, all(LOG[6]));
    p = p.fma(f, all(LOG[7])).fma(f, all(LOG[8]));
    FloatVector z = f.mul(f);
    FloatVector small = z.fma(all(-0.5f), e.fma(all(LN2_LOW), p.mul(f).mul(z)));
    FloatVector y = e.fma(all(LN2_HIGH), f.add(small));
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    VectorMask<Float> bad = x.compare(VectorOperators.LT, 0f).or(x.test(VectorOperators.IS_NAN));
    return y.blend(Float.NaN, bad);
  }

  /** The sine of x + quarter * pi / 2, for angles up to {@code ANGLE}. */
  static FloatVector wave(FloatVector x, int quarter) {
    FloatVector shifted = x.fma(all(TWO_OVER_PI), all(ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(all(-HALF_PI_1), x);
    r = n.fma(all(-HALF_PI_3), n.fma(all(-HALF_PI_2), r));
    IntVector quadrant = shifted.reinterpretAsInts().add(quarter);
    FloatVector z = r.mul(r);
    FloatVector sine =
        all(SIN[0]).fma(z, all(SIN[1])).fma(z, all(SIN[2])).mul(z).fma(r, r);
    FloatVector cosine = all(COS[0]).fma(z, all(COS[1])).fma(z, all(COS[2])).mul(z);
    cosine = cosine.fma(z, z.fma(all(-0.5f), all(1)));
    VectorMask<Integer> odd =
        quadrant.lanewise(VectorOperators.AND, 1).compare(VectorOperators.NE, 0);
    FloatVector y = sine.blend(cosine, odd.cast(SPECIES));
    IntVector sign = quadrant.lanewise(VectorOperators.AND, 2).lanewise(VectorOperators.LSHL, 30);
    return y.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = all(TANH[0]).fma(z, all(TANH[1])).fma(z, all(TANH[2])).fma(z, all(TANH[3]));
    FloatVector small = p.fma(z, all(TANH[4])).mul(z).fma(x, x);
    FloatVector large = all(-2).div(exp(size.add(size)).add(1)).add(1);
    return withSign(large, x).blend(small, size.compare(VectorOperators.LT, 0.625f));
  }

  static FloatVector sigmoid(FloatVector x) {
    return all(1).div(exp(x.neg()).add(1));
  }

  static FloatVector softplus(FloatVector x) {
    return log(exp(x.abs().neg()).add(1)).add(x.max(0));
  }

  static FloatVector truncate(FloatVector z) {
    FloatVector x = z.abs().mul(SQRT_HALF);
    FloatVector t = all(1).div(x.fma(all(ERF_P), all(1)));
    FloatVector q = all(ERF[0]).fma(t, all(ERF[1])).fma(t, all(ERF[2])).fma(t, all(ERF[3]));
    q = q.fma(t, all(ERF[4])).mul(t).mul(exp(x.mul(x).neg()));
    FloatVector p = q.neg().add(1).mul(WITHIN_TWO);
    FloatVector w = log(p.neg().add(1).mul(p.add(1))).neg().sub(2.5f);
    FloatVector i = all(ERF_INVERSE[0]).fma(w, all(ERF_INVERSE[1])).fma(w, all(ERF_INVERSE[2]));
    i = i.fma(w, all(ERF_INVERSE[3])).fma(w, all(ERF_INVERSE[4])).fma(w, all(ERF_INVERSE[5]));
    i = i.fma(w, all(ERF_INVERSE[6])).fma(w, all(ERF_INVERSE[7])).fma(w, all(ERF_INVERSE[8]));
    return withSign(p.mul(SQRT_2).mul(i), z);
  }

  private static FloatVector withSign(FloatVector size, FloatVector sign) {
    IntVector bit = sign.reinterpretAsInts().lanewise(VectorOperators.AND, Integer.MIN_VALUE);
    return size.reinterpretAsInts().lanewise(VectorOperators.OR, bit).reinterpretAsFloats();
  }
}
