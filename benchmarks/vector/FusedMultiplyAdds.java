package dev.foresight.benchmarks;

import java.util.function.LongUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many fused multiply-adds as the processor can begin: 12 sums that do not wait for each other, enough for
 * two units with a latency of 4 to 6 cycles, in registers. Takes rounds, gives operations on floats.
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
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
    sum = sum.add(g).add(h).add(i).add(j).add(k).add(l);
    result = sum.lane(0);
    return 2L * SUMS * SPECIES.length() * rounds;
  }

  /** One of the sums after the last rounds, times their number: 12 if y = x y + 1e-3 has settled at 1. */
  public float result() {
    return result;
  }
}
