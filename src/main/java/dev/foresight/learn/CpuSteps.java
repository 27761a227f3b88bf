package dev.foresight.learn;

import java.util.Arrays;
import java.util.List;

/** Steps on the CPU, the members side by side on several threads. */
final class CpuSteps implements Steps {
  private final Learner learner;
  private final List<Member> members;
  private final TrainingSet set;
  private final TrainerConfig config;
  private final float[][][] x;
  private final float[][][] y;

  CpuSteps(Learner learner, TrainingSet set, TrainerConfig config) {
    this.learner = learner;
    this.set = set;
    this.config = config;
    members = learner.members();
    x = new float[members.size()][config.batch()][];
    y = new float[members.size()][config.batch()][];
  }

  @Override
  public Outcome run(int[][] order, float rate) {
    int rows = order[0].length;
    int steps = (rows + config.batch() - 1) / config.batch();
    Limits limits = learner.limits();
    Outcome outcome = new Outcome(new double[members.size()], new int[members.size()]);
    Arrays.fill(outcome.failures(), steps);
    Lockstep.run(
        config.threads(),
        members.size(),
        steps,
        (e, step) -> step(e, step, order[e], rate, outcome),
        step -> limits.update(step, rate));
    limits.settle(steps);
    for (int e = 0; e < members.size(); e++) {
      outcome.losses()[e] /= rows;
    }
    return outcome;
  }

  private void step(int e, int step, int[] rows, float rate, Outcome outcome) {
    int from = step * config.batch();
    int count = Math.min(config.batch(), rows.length - from);
    for (int r = 0; r < count; r++) {
      x[e][r] = set.x()[rows[from + r]];
      y[e][r] = set.y()[rows[from + r]];
    }
    Limits limits = learner.limits();
    Member member = members.get(e);
    double loss = member.descend(
        x[e], y[e], count, limits.min(step), limits.max(step), config.weightDecay(), rate);
    if (!Double.isFinite(loss)) {
      outcome.failures()[e] = Math.min(outcome.failures()[e], step);
    }
    outcome.losses()[e] += loss * count;
    limits.gradient(e, step, member.head());
  }
}
