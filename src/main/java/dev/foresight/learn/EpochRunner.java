package dev.foresight.learn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The epochs of one fit: every member over its bootstrap of the data, then judged by the rest. */
final class EpochRunner {
  private static final double LAST_RATE = 0.05;

  private final Learner learner;
  private final List<Member> members;
  private final TrainingSet set;
  private final TrainerConfig config;
  private final int[][] rows;
  private final SplittableRandom[] randoms;
  private final float[][][] x;
  private final float[][][] y;
  private final int steps;
  private float rate;
  private final double[] losses;
  private final int[] failures;
  private final double[] heldOutLosses;

  EpochRunner(Learner learner, TrainingSet set, TrainerConfig config, SplittableRandom random) {
    this.learner = learner;
    this.set = set;
    this.config = config;
    members = learner.members();
    rows = new int[members.size()][];
    randoms = new SplittableRandom[members.size()];
    for (int e = 0; e < rows.length; e++) {
      randoms[e] = random.split();
      rows[e] = set.bootstrap(rows.length == 1, randoms[e]);
    }
    x = new float[rows.length][config.batch()][];
    y = new float[rows.length][config.batch()][];
    steps = (rows[0].length + config.batch() - 1) / config.batch();
    losses = new double[rows.length];
    failures = new int[rows.length];
    heldOutLosses = new double[rows.length];
  }

  /** Draws what so many epochs have drawn that were run before. */
  void skip(int epochs) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int e = 0; e < rows.length; e++) {
        TrainingSet.shuffle(rows[e], randoms[e]);
      }
    }
  }

  /**
   * Runs an epoch.
   *
   * @throws TrainingException if a loss is not finite
   */
  Epoch run(int epoch) {
    Limits limits = learner.limits();
    rate = learningRate(epoch);
    Arrays.fill(losses, 0);
    Arrays.fill(failures, steps);
    Lockstep.run(
        config.threads(), rows.length, steps, this::step, step -> limits.update(step, rate));
    limits.settle(steps);
    double loss = 0;
    int first = 0;
    for (int e = 0; e < rows.length; e++) {
      loss += losses[e] / rows.length / rows[e].length;
      first = failures[e] < failures[first] ? e : first;
    }
    if (failures[first] < steps) {
      throw diverged(epoch, first);
    }
    return judge(epoch, loss);
  }

  private float learningRate(int epoch) {
    double done = (epoch - 1.0) / Math.max(config.epochs() - 1, 1);
    double share = LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * done));
    return (float) (config.learningRate() * share);
  }

  private void step(int e, int step) {
    if (step == 0) {
      TrainingSet.shuffle(rows[e], randoms[e]);
    }
    int from = step * config.batch();
    int count = Math.min(config.batch(), rows[e].length - from);
    for (int r = 0; r < count; r++) {
      x[e][r] = set.x()[rows[e][from + r]];
      y[e][r] = set.y()[rows[e][from + r]];
    }
    Limits limits = learner.limits();
    Member member = members.get(e);
    double loss = member.gradient(
        x[e], y[e], count, limits.min(step), limits.max(step), config.weightDecay());
    if (!Double.isFinite(loss)) {
      failures[e] = Math.min(failures[e], step);
    }
    losses[e] += loss * count;
    limits.gradient(e, step, member.head());
    member.update(rate);
  }

  /**
   * The members as they are, judged by the data held out.
   *
   * @param trainLoss mean loss of the epoch per row and target element
   * @throws TrainingException if a loss is not finite
   */
  Epoch judge(int epoch, double trainLoss) {
    double loss = Double.NaN;
    double squares = Double.NaN;
    if (set.heldOut().length > 0) {
      double[][] judged = new double[rows.length][];
      Limits limits = learner.limits();
      Threads.each(
          config.threads(),
          rows.length,
          e -> judged[e] = members
              .get(e)
              .evaluate(
                  set.x(), set.y(), set.heldOut(), limits.min(0), limits.max(0), learner.units()));
      loss = 0;
      squares = 0;
      for (int e = 0; e < rows.length; e++) {
        if (!Double.isFinite(judged[e][0])) {
          throw diverged(epoch, e);
        }
        heldOutLosses[e] = judged[e][0];
        loss += judged[e][0] / rows.length;
        squares += judged[e][1] / rows.length;
      }
    }
    return new Epoch(epoch, config.epochs(), reported(trainLoss), reported(loss), (float) squares);
  }

  /** Of each member when it was judged last, on the data held out; 0 without any. */
  double[] heldOutLosses() {
    return heldOutLosses;
  }

  private float reported(double loss) {
    return learner.loss().reported(loss, learner.units());
  }

  private TrainingException diverged(int epoch, int member) {
    return new TrainingException("the loss of member " + member + " is not finite in epoch " + epoch
        + "; lower learningRate = " + config.learningRate()
        + " or look for extreme values in the data");
  }
}
