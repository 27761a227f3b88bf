package dev.foresight.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shows the JIT compiler every kind of vector operation before it compiles the first of them for good.
 *
 * <p>All operations of the Vector API go through a few methods of its own, such as {@code
 * VectorOperators.opCode}. Where a program begins with one kind, as training does with multiply-add, HotSpot compiles
 * these for that kind alone; each other kind that comes later is then a trap, and a trap in one of them counts as
 * often as it is inlined. A function of fifty operations that is compiled after that exceeds {@code
 * PerMethodTrapLimit}, is compiled without types, and keeps every vector on the heap for the life of the
 * process. A profile that has seen several kinds from the start sets no such trap. Takes some hundredths of a second,
 * once, when the class is initialised.
 */
final class VectorStart {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  /** Thousands of operations in all: methods are profiled from some hundreds of calls on. */
  private static final int TIMES = 64;

  static {
    mix(new float[FLOATS.length()], new long[LONGS.length()]);
  }

  private VectorStart() {}

  private static void mix(float[] floats, long[] longs) {
    for (int i = 0; i < TIMES; i++) {
      FloatVector a = FloatVector.fromArray(FLOATS, floats, 0).add(1);
      FloatVector b = a.fma(a, FloatVector.broadcast(FLOATS, 0.5f)).sub(a.abs()).neg();
      IntVector bits = b.mul(2).reinterpretAsInts().add(1).lanewise(VectorOperators.LSHL, 1);
      bits = bits.lanewise(VectorOperators.ASHR, 1)
          .and(7)
          .lanewise(VectorOperators.XOR, 3)
          .neg();
      bits = bits.max(bits.and(1)).min(bits.and(6));
      FloatVector c = bits.or(1).sub(1).reinterpretAsFloats().max(0).min(b).div(a);
      LongVector wide = LongVector.fromArray(LONGS, longs, 0).add(i).mul(3).and(0xFFFF);
      wide = wide.lanewise(VectorOperators.LSHR, 1)
          .lanewise(VectorOperators.XOR, 5)
          .or(1);
      c = c.blend(b, a.compare(VectorOperators.LT, 0)).blend(0, b.compare(VectorOperators.EQ, 0));
      c.max(-1).min(1).intoArray(floats, 0);
      wide.reinterpretAsInts().and(1).reinterpretAsLongs().intoArray(longs, 0);
      boolean some = bits.reduceLanes(VectorOperators.MIN) < bits.reduceLanes(VectorOperators.MAX);
      floats[0] = some ? 1 : Math.min(1, Math.abs(c.reduceLanes(VectorOperators.ADD)));
    }
  }
}
