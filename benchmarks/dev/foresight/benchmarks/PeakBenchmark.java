package dev.foresight.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The most operations on floats that the processor makes in Java: fused multiply-adds that wait for nothing,
 * on as many threads as JMH is told ({@code -t}). {@code benchmarks/peers/peak.c} asks the same in C.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PeakBenchmark {
  private static final long ROUNDS = 100_000;

  private final LongUnaryOperator probe = probe();

  /** Work done; JMH divides it by the time and adds up the threads. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rate {
    /** Billions of operations on floats, two for each multiply-add. */
    public double gflop;
  }

  /** Runs so many rounds and says how many operations they were. */
  static LongUnaryOperator probe() {
    try {
      Class<?> type = Class.forName("dev.foresight.benchmarks.FusedMultiplyAdds");
      return (LongUnaryOperator) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "benchmarks/vector is not compiled or the vector module is not loaded; start this with"
              + " benchmarks/run, which does both",
          e);
    }
  }

  @Benchmark
  public void multiplyAdd(Rate rate) {
    rate.gflop += probe.applyAsLong(ROUNDS) / 1e9;
  }
}
