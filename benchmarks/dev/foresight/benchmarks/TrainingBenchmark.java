package dev.foresight.benchmarks;

import dev.foresight.Ensemble;
import dev.foresight.learn.EnsembleTrainer;
import dev.foresight.learn.ReplayBuffer;
import dev.foresight.learn.TrainerConfig;
import dev.foresight.learn.Training;
import java.util.Arrays;
import java.util.Random;
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
 * One epoch of PETS's half-cheetah ensemble over 2,000 transitions: 5 members, 24 -> 4 x 200 -> 36,
 * batches of 32. The rate {@code gflop} counts six operations per weight and row (four in the first
 * layer), nothing else, as billions a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class TrainingBenchmark {
  private static final int STATES = 18;
  private static final int ACTIONS = 6;
  private static final int ROWS = 2000;

  /** Threads that train. */
  @Param({"1", "2"})
  public int threads;

  private ReplayBuffer data;
  private EnsembleTrainer trainer;
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
    TrainerConfig config = TrainerConfig.pets().withEpochs(1).withHoldOut(0).withThreads(threads);
    data = new ReplayBuffer(STATES, ACTIONS, ROWS);
    Random random = new Random(1);
    float[] state = new float[STATES];
    float[] action = new float[ACTIONS];
    float[] next = new float[STATES];
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < STATES; i++) {
        state[i] = (float) random.nextGaussian();
        next[i] = state[i] + 0.1f * (float) Math.sin(state[(i + 1) % STATES]);
      }
      data.add(state, action, 0, next, false);
    }
    boolean[] delta = new boolean[STATES];
    Arrays.fill(delta, true);
    trainer = new EnsembleTrainer(
        STATES, ACTIONS, Ensemble.plainFeatures(STATES, ACTIONS), delta, config);
    long first = 24 * 200;
    long others = 3 * 200 * 200 + 200 * 2 * STATES;
    work = 1e-9 * config.members() * ROWS * (4 * first + 6 * others);
  }

  /** An epoch. */
  @Benchmark
  public Training epoch(Rate rate) {
    Training training = trainer.fit(data, epoch -> {});
    rate.gflop += work;
    return training;
  }
}
