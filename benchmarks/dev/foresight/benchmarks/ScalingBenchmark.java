package dev.foresight.benchmarks;

import dev.foresight.Backend;
import dev.foresight.Plan;
import dev.foresight.Planner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of a planning call of one round as one size grows: plans N, horizon H, particles P, members E,
 * problems B, threads. The others stay at {@link Sizes#BASE}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ScalingBenchmark {
  /** What is not as in the base. */
  @Param({
    "N=1",
    "N=8",
    "N=64",
    "N=128",
    "N=512",
    "N=4096",
    "N=16384",
    "H=1",
    "H=4",
    "H=16",
    "H=64",
    "H=256",
    "P=1",
    "P=4",
    "P=16",
    "P=64",
    "P=256",
    "E=1",
    "E=2",
    "E=4",
    "E=8",
    "E=16",
    "B=1",
    "B=4",
    "B=16",
    "B=64",
    "B=256",
    "B=1024",
    "B=4096",
    "threads=1",
    "threads=2"
  })
  public String size;

  /** Where to compute. */
  @Param({"CPU"})
  public Backend backend;

  private Planner planner;
  private float[][] states;

  @Setup
  public void open() {
    Sizes sizes = Sizes.BASE.with(size);
    planner = sizes.open(backend);
    states = new float[sizes.problems()][Sizes.STATES];
  }

  @TearDown
  public void close() {
    planner.close();
  }

  @Benchmark
  public Plan[] plan() {
    return planner.planAll(states);
  }
}
