package dev.foresight.benchmarks;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import dev.foresight.engine.cpu.CpuEngine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time of each operation on the published shapes; the rollout also in GFLOP/s. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class OperationBenchmark {
  @Param({"pets-halfcheetah"})
  public String workload;

  @Param({"2"})
  public int threads;

  private CpuEngine engine;
  private Round round;
  private double flop;
  private int call;

  /** GFLOP/s of the rollouts. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rate {
    private double flop;

    /** Counted in 10^9 operations; JMH divides by the time. */
    public double gflop() {
      return flop / 1e9;
    }

    @Setup(Level.Iteration)
    public void reset() {
      flop = 0;
    }
  }

  @Setup
  public void open() {
    Workload w = Workload.named(workload);
    engine = new CpuEngine(new EngineSpec(w.model(), w.actions(), w.config(), 1, 0, threads));
    round = Round.schedule(w.config())[0];
    flop = w.model().dynamics() instanceof dev.foresight.Ensemble ? w.rolloutFlop() : 0;
    engine.write(ArrayName.STATE, 1, new float[w.model().dynamics().stateSize()]);
    engine.sample(0, round);
    engine.rollout(0, round);
    engine.score(round);
    engine.weigh(round);
  }

  @TearDown
  public void close() {
    engine.close();
  }

  @Benchmark
  public void sample() {
    engine.sample(call++, round);
  }

  @Benchmark
  public void rollout(Rate rate) {
    engine.rollout(call++, round);
    rate.flop += flop;
  }

  @Benchmark
  public void score() {
    engine.score(round);
  }

  @Benchmark
  public void weigh() {
    engine.weigh(round);
  }

  @Benchmark
  public void fit() {
    engine.fit(round);
  }
}
