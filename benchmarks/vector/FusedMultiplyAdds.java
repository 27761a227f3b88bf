package dev.foresight.benchmarks;

import java.util.function.LongUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many fused multiply-adds as the processor can begin: 12 sums that do not wait for each other, enough for
 * two units with a latency of 4 to 6 cycles, in registers. The sum is what is added to: that is the instruction's
 * own form, where any other needs a copy. Takes rounds, gives operations on floats.
 *
 * <p>Compiled by {@code benchmarks/java.sh}, as test sources are compiled without the vector module.
 */
public final class FusedMultiplyAdds implements LongUnaryOperator {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;

  /** Keeps the compiler from leaving the work out. */
  private float result;

  @Override
  public long applyAsLong(long rounds) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f + result * 1e-30f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-3f);
    FloatVector a = y;
    FloatVector b = y;
    FloatVector c = y;
    FloatVector d = y;
    FloatVector e = y;
    FloatVector f = y;
    FloatVector g = y;
    FloatVector h = y;
    FloatVector i = y;
    FloatVector j = y;
    FloatVector k = y;
    FloatVector l = y;
    for (long round = 0; round < rounds; round++) {
      a = x.fma(y, a);
      b = x.fma(y, b);
      c = x.fma(y, c);
      d = x.fma(y, d);
      e = x.fma(y, e);
      f = x.fma(y, f);
      g = x.fma(y, g);
      h = x.fma(y, h);
      i = x.fma(y, i);
      j = x.fma(y, j);
      k = x.fma(y, k);
      l = x.fma(y, l);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
    sum = sum.add(g).add(h).add(i).add(j).add(k).add(l);
    result = sum.lane(0);
    return 2L * SUMS * SPECIES.length() * rounds;
  }
}
