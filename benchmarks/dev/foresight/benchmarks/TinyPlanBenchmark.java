package dev.foresight.benchmarks;

import dev.foresight.Backend;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
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
 * The time of a plan so small that a backend's own cost is most of it: 64 plans of 10 steps of a
 * pendulum, three rounds. A backend that is missing fails with the reason and has no result.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TinyPlanBenchmark {
  @Param({"CPU", "OPENCL", "CUDA", "ND4J"})
  public Backend backend;

  private Planner planner;
  private float[] state;

  @Setup
  public void open() {
    Environment env = Environments.named("pendulum");
    PlannerConfig config = PlannerConfig.cem().withPlans(64, 8).withHorizon(10).withIterations(3);
    planner = Planner.builder(env.task().model(env.dynamics()), env.task().actions(), config)
        .backend(backend)
        .build();
    state = env.reset(1);
  }

  @TearDown
  public void close() {
    planner.close();
  }

  @Benchmark
  public Plan plan() {
    return planner.plan(state);
  }
}
