package dev.foresight.benchmarks;

import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.Propagation;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.PlainKernelsForTests;
import dev.foresight.compute.Simd;
import dev.foresight.compute.Vectors;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import dev.foresight.engine.cpu.CpuEngine;
import dev.foresight.engine.cpu.SimdPacker;
import dev.foresight.engine.cuda.Cuda;
import dev.foresight.engine.nd4j.Nd4jEngine;
import dev.foresight.engine.opencl.OpenCl;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * The operations on the published shapes: the rollout as a rate, the others as the time of one round.
 * Workloads without networks have no {@code gflop}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class OperationBenchmark {
  @Param({"pets-halfcheetah"})
  public String workload;

  @Param({"2"})
  public int threads;

  /**
   * Whose kernels: the Vector API's, these with native code (profile native), plain Java's as where
   * the vector module is missing, or those of the device opencl or cuda, where an operation is timed until its result is there; or nd4j (profile
   * nd4j).
   */
  @Param({"vector"})
  public String kernels;

  /** E has one particle; a rate counts the work of all members where a step takes all. */
  @Param({"TS_INFINITY"})
  public Propagation propagation;

  /** Of the rollout's products: {@value Workload#ANY}, what the engine chooses, or a {@link Precision}. */
  @Param({Workload.ANY})
  public String precision;

  private Engine engine;
  private Round round;
  private double gflop;
  private double evals;
  private int call;

  /** Work done; JMH divides it by the time. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rate {
    /** Billions of operations on floats, two for each weight. */
    public double gflop;

    /** Next states that a model gave, of one particle each. */
    public double evals;
  }

  @Setup
  public void open() {
    PlannerConfig config = Workload.named(workload).config().withPropagation(propagation);
    Workload w = Workload.named(workload).with(config);
    EngineSpec spec = new EngineSpec(w.model(), w.actions(), config, w.problems(), 0, threads)
        .withPrecision(Workload.precision(precision));
    engine = open(spec);
    round = Round.schedule(config)[0];
    gflop = networks(spec) * w.rolloutFlop() / 1e9;
    evals = networks(spec) * w.rolloutEvals();
    engine.write(ArrayName.STATE, 1, new float[spec.length(ArrayName.STATE, 1)]);
    engine.sample(0, round);
    engine.rollout(0, round);
    engine.score(round);
    engine.weigh(round);
  }

  /** Members that a particle's step takes. */
  private static int networks(EngineSpec spec) {
    return spec.mixture() || spec.joint() ? spec.members() : 1;
  }

  private Engine open(EngineSpec spec) {
    return switch (kernels) {
      case "plain" -> new CpuEngine(spec, PlainKernelsForTests::create);
      case "vector" -> {
        Vectors.whyNot().ifPresent(why -> {
          throw new IllegalStateException("there are no vector kernels to measure: " + why);
        });
        yield new CpuEngine(spec, Kernels::create);
      }
      case "native" -> {
        Precision wanted = spec.precision().orElse(Precision.FP32);
        Simd simd = Simd.fastest(wanted)
            .orElseThrow(() -> new IllegalStateException(
                "there is no native code to measure: " + Simd.whyNot().orElse("not in " + wanted)));
        yield new CpuEngine(spec, Kernels::create, () -> new SimdPacker(simd));
      }
      case "opencl" -> OpenCl.open(spec, 0);
      case "cuda" -> Cuda.open(spec, 0);
      case "nd4j" -> Nd4jEngine.open(spec);
      default ->
        throw new IllegalArgumentException(
            "kernels is " + kernels + ", not vector, native, plain, opencl, cuda or nd4j");
    };
  }

  @TearDown
  public void close() {
    engine.close();
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Warmup(iterations = 3, time = 3)
  @Measurement(iterations = 5, time = 3)
  public void rollout(Rate rate) {
    engine.rollout(call++, round);
    engine.finish();
    rate.gflop += gflop;
    rate.evals += evals;
  }

  @Benchmark
  public void sample() {
    engine.sample(call++, round);
    engine.finish();
  }

  @Benchmark
  public void score() {
    engine.score(round);
    engine.finish();
  }

  @Benchmark
  public void weigh() {
    engine.weigh(round);
    engine.finish();
  }

  @Benchmark
  public void fit() {
    engine.fit(round);
    engine.finish();
  }
}
