package dev.foresight.learn;

import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.compute.DescentState;
import java.util.List;
import java.util.function.Function;

/**
 * Steps on a device. Between epochs the learner is complete here, optimisers and all; it goes up before
 * each epoch and comes down after it.
 */
final class DeviceSteps implements Steps {
  private final Descent descent;
  private final Learner learner;

  /** Over a device's training, which is closed with it. */
  DeviceSteps(Descent descent, Learner learner) {
    this.descent = descent;
    this.learner = learner;
  }

  static DescentSpec spec(Learner learner, TrainingSet set, TrainerConfig config) {
    return new DescentSpec(
        config.members(),
        config.hidden(),
        config.activation(),
        learner.limits().states() > 0,
        config.weightDecay(),
        config.nllBeta(),
        config.batch(),
        set.learned().length,
        set.x(),
        set.y());
  }

  @Override
  public Outcome run(int[][] order, float rate) {
    List<Member> members = learner.members();
    Limits limits = learner.limits();
    int steps = (order[0].length + members.get(0).batch() - 1) / members.get(0).batch();
    float[][] rates = new float[steps][];
    for (int t = 0; t < steps; t++) {
      int step = members.get(0).steps() + t + 1;
      rates[t] = new float[] {Dense.rate(rate, step), Dense.epsilon(step)};
    }
    DescentState state = new DescentState(
        arrays(members, Dense::weights),
        arrays(members, Dense::moment1),
        arrays(members, Dense::moment2),
        limits.values(),
        limits.moment1(),
        limits.moment2());
    Outcome outcome = new Outcome(new double[members.size()], new int[members.size()]);
    descent.epoch(state, order, rates, outcome.losses(), outcome.failures());
    limits.advance(state.limits(), steps);
    members.forEach(member -> member.advance(steps));
    return outcome;
  }

  private static float[][][] arrays(List<Member> members, Function<Dense, float[]> of) {
    return members.stream()
        .map(member -> member.layers().stream().map(of).toArray(float[][]::new))
        .toArray(float[][][]::new);
  }

  @Override
  public void close() {
    descent.close();
  }
}
