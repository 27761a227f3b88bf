package dev.foresight.benchmarks;

import dev.foresight.learn.EnsembleTrainer;
import dev.foresight.learn.ReplayBuffer;
import dev.foresight.learn.TrainerConfig;
import dev.foresight.learn.Training;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * PETS's half-cheetah ensemble, 5 members of 24 -> 4 x 200 -> 36, batches of 32: one epoch over 2,000
 * transitions, and a whole fit of 5 epochs over 10,000. The rate {@code gflop} counts six operations
 * per weight and row (four in the first layer), nothing else, as billions a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class TrainingBenchmark {
  private static final int ROWS = 2000;

  /** Threads that train. */
  @Param({"1", "2"})
  public int threads;

  /** Where it trains: cpu, opencl, cuda. */
  @Param("cpu")
  public String device;

  private ReplayBuffer some;
  private ReplayBuffer many;
  private EnsembleTrainer brief;
  private EnsembleTrainer whole;
  private double work;

  /** Work done, as a rate. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Rate {
    /** Billions of operations. */
    public double gflop;
  }

  /** Makes transitions of a random system. */
  @Setup
  public void create() {
    some = TrainingWork.transitions(ROWS);
    many = TrainingWork.transitions(10_000);
    TrainerConfig config = TrainerConfig.pets().withHoldOut(0).withThreads(threads);
    brief = TrainingWork.trainer(config.withEpochs(1), device);
    whole = TrainingWork.trainer(config, device);
    work = 1e-9 * TrainingWork.epochFlop(ROWS);
  }

  /** An epoch. */
  @Benchmark
  public Training epoch(Rate rate) {
    Training training = brief.fit(some, epoch -> {});
    rate.gflop += work;
    return training;
  }

  /** A fit. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 1)
  @Measurement(iterations = 5)
  public Training fit() {
    return whole.fit(many, epoch -> {});
  }
}
