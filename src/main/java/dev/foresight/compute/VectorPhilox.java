package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Philox} over several blocks at once, a block in each lane of 64 bits: products of two words are
 * exact there. One loop with everything in it, and no casts, for the reasons that {@link VectorMath} gives.
 */
final class VectorPhilox {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

  /** Blocks at a time. */
  static final int BLOCKS = SPECIES.length();

  /** 2^23 as a float: its low bits are a whole number's. */
  private static final int WHOLE = Float.floatToRawIntBits(0x1p23f);

  private static final int HALF = Float.floatToRawIntBits(0.5f);

  /** What makes 1.5 of a half. */
  private static final int AND_ONE = Float.floatToRawIntBits(1.5f) ^ HALF;

  private final long[] counters = new long[BLOCKS];

  VectorPhilox() {
    for (int i = 0; i < BLOCKS; i++) {
      counters[i] = i;
    }
  }

  /** As {@link Kernels#uniforms}, for pairs of which {@code 2 BLOCKS} make whole vectors. */
  void uniforms(
      int block,
      int call,
      int stream,
      long seed,
      int problem,
      float[] even,
      float[] odd,
      int pairs) {
    LongVector first = LongVector.fromArray(SPECIES, counters, 0);
    for (int at = 0; at < pairs; at += 2 * BLOCKS) {
      LongVector c0 = first.add(block + at / 2).and(Philox.LOW);
      LongVector c1 = LongVector.broadcast(SPECIES, call & Philox.LOW);
      LongVector c2 = LongVector.broadcast(SPECIES, stream & Philox.LOW);
      LongVector c3 = LongVector.broadcast(SPECIES, seed >>> 32);
      int k0 = (int) seed;
      int k1 = problem;
      for (int round = 0; round < Philox.ROUNDS; round++) {
        LongVector p0 = c0.mul(Philox.M0);
        LongVector p1 = c2.mul(Philox.M1);
        c0 = p1.lanewise(VectorOperators.LSHR, 32);
        c0 = c0.lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.XOR, k0 & Philox.LOW);
        c2 = p0.lanewise(VectorOperators.LSHR, 32);
        c2 = c2.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR, k1 & Philox.LOW);
        c1 = p1.and(Philox.LOW);
        c3 = p0.and(Philox.LOW);
        k0 += Philox.W0;
        k1 += Philox.W1;
      }
      // Words 0 and 2, and 1 and 3, side by side as integers of 32 bits.
      IntVector evens = c2.lanewise(VectorOperators.LSHL, 32).or(c0).reinterpretAsInts();
      IntVector odds = c3.lanewise(VectorOperators.LSHL, 32).or(c1).reinterpretAsInts();
      // A word's upper 24 bits: the upper 23 of them twice, its last, and a half.
      FloatVector whole = evens.lanewise(VectorOperators.LSHR, 9).or(WHOLE).reinterpretAsFloats();
      IntVector last = evens.lanewise(VectorOperators.LSHR, 8).and(1).neg().and(AND_ONE);
      FloatVector rest = last.lanewise(VectorOperators.XOR, HALF).reinterpretAsFloats();
      FloatVector number = whole.sub(0x1p23f);
      number.add(number).add(rest).mul(0x1p-24f).intoArray(even, at);
      whole = odds.lanewise(VectorOperators.LSHR, 9).or(WHOLE).reinterpretAsFloats();
      last = odds.lanewise(VectorOperators.LSHR, 8).and(1).neg().and(AND_ONE);
      rest = last.lanewise(VectorOperators.XOR, HALF).reinterpretAsFloats();
      number = whole.sub(0x1p23f);
      number.add(number).add(rest).mul(0x1p-24f).intoArray(odd, at);
    }
  }
}
