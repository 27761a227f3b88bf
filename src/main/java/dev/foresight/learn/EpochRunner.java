package dev.foresight.learn;

import java.util.List;
import java.util.SplittableRandom;

/** The epochs of one fit: every member over its bootstrap of the data, then judged by the rest. */
final class EpochRunner {
  private final Learner learner;
  private final List<Member> members;
  private final TrainingSet set;
  private final TrainerConfig config;
  private final Steps steps;
  private final int[][] rows;
  private final SplittableRandom[] randoms;
  private final double[] heldOutLosses;

  EpochRunner(
      Learner learner,
      TrainingSet set,
      TrainerConfig config,
      SplittableRandom random,
      Steps steps) {
    this.learner = learner;
    this.set = set;
    this.config = config;
    this.steps = steps;
    members = learner.members();
    rows = new int[members.size()][];
    randoms = new SplittableRandom[members.size()];
    for (int e = 0; e < rows.length; e++) {
      randoms[e] = random.split();
      rows[e] = set.bootstrap(rows.length == 1, randoms[e]);
    }
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
    for (int e = 0; e < rows.length; e++) {
      TrainingSet.shuffle(rows[e], randoms[e]);
    }
    Steps.Outcome outcome = steps.run(rows, learningRate(epoch));
    int[] failures = outcome.failures();
    double loss = 0;
    int first = 0;
    for (int e = 0; e < rows.length; e++) {
      loss += outcome.losses()[e] / rows.length;
      first = failures[e] < failures[first] ? e : first;
    }
    if (failures[first] < (rows[first].length + config.batch() - 1) / config.batch()) {
      throw diverged(epoch, first);
    }
    return judge(epoch, loss);
  }

  private float learningRate(int epoch) {
    double done = (epoch - 1.0) / Math.max(config.epochs() - 1, 1);
    double share =
        config.lastRate() + (1 - config.lastRate()) * 0.5 * (1 + Math.cos(Math.PI * done));
    return (float) (config.learningRate() * share);
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
