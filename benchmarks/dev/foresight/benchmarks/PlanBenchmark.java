package dev.foresight.benchmarks;

import dev.foresight.Backend;
import dev.foresight.Planner;
import dev.foresight.PlannerBuilder;
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
 * The time of a whole planning call, of all problems of a workload together, as a distribution of calls; with {@code -prof gc}, what one allocates. A backend that
 * is missing fails with the reason and has no result.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PlanBenchmark {
  @Param({"demo-cartpole", "mppi-diffdrive"})
  public String workload;

  /** Where to compute. */
  @Param({"CPU"})
  public Backend backend;

  /** {@value Workload#ANY}, what the backend chooses, or a {@link dev.foresight.Precision}. */
  @Param({Workload.ANY})
  public String precision;

  private Planner planner;
  private float[][] states;

  @Setup
  public void open() {
    Workload w = Workload.named(workload);
    PlannerBuilder builder = Planner.builder(w.model(), w.actions(), w.config())
        .problems(w.problems())
        .backend(backend);
    Workload.precision(precision).ifPresent(builder::precision);
    planner = builder.build();
    states = w.states();
  }

  @TearDown
  public void close() {
    planner.close();
  }

  @Benchmark
  public Object plan() {
    return states.length == 1 ? planner.plan(states[0]) : planner.planAll(states);
  }
}
