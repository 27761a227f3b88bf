package dev.foresight.benchmarks;

import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.learn.EnsembleTrainer;
import dev.foresight.learn.ReplayBuffer;
import dev.foresight.learn.TrainerConfig;
import java.util.Arrays;
import java.util.Random;

/** An epoch of PETS's half-cheetah ensemble over few rows, on one thread; gives operations on floats. */
final class TrainingWork implements GuardedWork.Work {
  static final int STATES = 18;
  static final int ACTIONS = 6;
  private static final int ROWS = 160;

  private final ReplayBuffer data = transitions(ROWS);
  private final EnsembleTrainer trainer =
      trainer(TrainerConfig.pets().withHoldOut(0).withThreads(1).withEpochs(1), "cpu");

  @Override
  public double run() {
    trainer.fit(data, epoch -> {});
    return epochFlop(ROWS);
  }

  /** Six operations per weight and row, four in the first layer, of all members. */
  static double epochFlop(int rows) {
    long first = 24 * 200;
    long others = 3 * 200 * 200 + 200 * 2 * STATES;
    return (double) TrainerConfig.pets().members() * rows * (4 * first + 6 * others);
  }

  static EnsembleTrainer trainer(TrainerConfig config, String device) {
    boolean[] delta = new boolean[STATES];
    Arrays.fill(delta, true);
    return new EnsembleTrainer(
        STATES,
        ACTIONS,
        Ensemble.plainFeatures(STATES, ACTIONS),
        delta,
        config,
        Device.parse(device));
  }

  /** Of a random system. */
  static ReplayBuffer transitions(int rows) {
    ReplayBuffer data = new ReplayBuffer(STATES, ACTIONS, rows);
    Random random = new Random(1);
    float[] state = new float[STATES];
    float[] action = new float[ACTIONS];
    float[] next = new float[STATES];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < STATES; i++) {
        state[i] = (float) random.nextGaussian();
        next[i] = state[i] + 0.1f * (float) Math.sin(state[(i + 1) % STATES]);
      }
      data.add(state, action, 0, next, false);
    }
    return data;
  }
}
