package dev.foresight.learn;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The ensemble while it learns, in normalised units: features and targets have mean 0 and deviation 1,
 * so that small changes of state (a short time step) are learned as well as large ones. An {@link
 * Ensemble} has the targets' scale within its last layers and limits, which is exact: the bounded
 * log-variance moves with its limits.
 */
final class Learner {
  /** Everything that learning changes. */
  record State(
      float[][][][] weights,
      double[] min,
      double[] max,
      Normaliser inputs,
      Normaliser targets,
      boolean scaled) {}

  private final List<Member> members = new ArrayList<>();
  private final Limits limits;
  private final int states;
  private Normaliser inputs;
  private Normaliser targets;
  private boolean scaled;

  Learner(int features, int states, TrainerConfig config, SplittableRandom random) {
    this.states = states;
    for (int e = 0; e < config.members(); e++) {
      members.add(new Member(features, states, config, random.split()));
    }
    limits = new Limits(config.members(), states);
    inputs = Normaliser.identity(features);
    targets = Normaliser.identity(states);
  }

  List<Member> members() {
    return members;
  }

  Limits limits() {
    return limits;
  }

  /** By which a normalised target is multiplied to have its own unit again, length S. */
  double[] units() {
    return targets.std();
  }

  /**
   * Takes other normalisers; predictions stay what they were, as far as the columns were not constant
   * before. The first ones are only taken.
   */
  void rescale(Normaliser newInputs, Normaliser newTargets) {
    if (scaled) {
      members.forEach(member -> rescale(member, newInputs, newTargets));
      for (int i = 0; i < states; i++) {
        double shift = 2 * Math.log(1 / ratio(targets, newTargets, i));
        limits.set(i, limits.min(0)[i] + shift, limits.max(0)[i] + shift);
      }
    }
    inputs = newInputs;
    targets = newTargets;
    scaled = true;
  }

  private static double ratio(Normaliser before, Normaliser after, int i) {
    return before.constant()[i] ? 1 : after.std()[i] / before.std()[i];
  }

  private void rescale(Member member, Normaliser newInputs, Normaliser newTargets) {
    float[][] first = member.layers().get(0).weights();
    float[] bias = first[first.length - 1];
    for (int f = 0; f < first.length - 1; f++) {
      double ratio = ratio(inputs, newInputs, f);
      double shift =
          (newInputs.mean()[f] - inputs.mean()[f]) * ratio / newInputs.std()[f];
      for (int j = 0; j < bias.length; j++) {
        bias[j] += (float) (shift * first[f][j]);
        first[f][j] *= (float) ratio;
      }
    }
    Dense end = member.layers().get(member.layers().size() - 1);
    for (int i = 0; i < states; i++) {
      double ratio = ratio(targets, newTargets, i);
      for (float[] row : end.weights()) {
        row[i] /= (float) ratio;
      }
      float[] last = end.weights()[end.weights().length - 1];
      last[i] +=
          (float) ((targets.mean()[i] - newTargets.mean()[i]) / newTargets.std()[i]);
      last[states + i] -= (float) (2 * Math.log(ratio));
    }
    member.layers().forEach(Dense::changed);
  }

  /** A copy of everything. */
  State state() {
    float[][][][] weights = new float[members.size()][][][];
    for (int e = 0; e < weights.length; e++) {
      weights[e] = members.get(e).layers().stream()
          .map(layer -> copy(layer.weights()))
          .toArray(float[][][]::new);
    }
    return new State(
        weights, limits.min(0).clone(), limits.max(0).clone(), inputs, targets, scaled);
  }

  /** Goes back to a copy. */
  void restore(State state) {
    for (int e = 0; e < members.size(); e++) {
      List<Dense> layers = members.get(e).layers();
      for (int l = 0; l < layers.size(); l++) {
        float[][] to = layers.get(l).weights();
        for (int k = 0; k < to.length; k++) {
          System.arraycopy(state.weights()[e][l][k], 0, to[k], 0, to[k].length);
        }
        layers.get(l).changed();
      }
    }
    for (int i = 0; i < states; i++) {
      limits.set(i, state.min()[i], state.max()[i]);
    }
    inputs = state.inputs();
    targets = state.targets();
    scaled = state.scaled();
  }

  private static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  /** Clears the optimisers' memory. */
  void forget() {
    members.forEach(Member::forget);
    limits.forget();
  }

  /** A copy as a model, in the units of the features and the state. */
  Ensemble ensemble(int actionSize, List<Expr> features, boolean[] delta, TrainerConfig config) {
    float[] min = new float[states];
    float[] max = new float[states];
    for (int i = 0; i < states; i++) {
      double shift = 2 * Math.log(targets.std()[i]);
      min[i] = (float) (limits.min(0)[i] + shift);
      max[i] = (float) Math.max(min[i], limits.max(0)[i] + shift);
    }
    return new Ensemble(
        members.stream().map(member -> network(member, config)).toList(),
        actionSize,
        features,
        floats(inputs.mean()),
        floats(inputs.std()),
        delta.clone(),
        min,
        max);
  }

  private Network network(Member member, TrainerConfig config) {
    List<Network.Layer> layers = new ArrayList<>();
    int last = member.layers().size() - 1;
    for (int l = 0; l <= last; l++) {
      float[][] rows = copy(member.layers().get(l).weights());
      if (l == last) {
        unscale(rows);
      }
      layers.add(layer(rows, l == last ? Activation.IDENTITY : config.activation()));
    }
    return new Network(layers);
  }

  private static Network.Layer layer(float[][] rows, Activation activation) {
    int inputs = rows.length - 1;
    int outputs = rows[0].length;
    float[] weights = new float[inputs * outputs];
    for (int k = 0; k < inputs; k++) {
      for (int j = 0; j < outputs; j++) {
        weights[j * inputs + k] = rows[k][j];
      }
    }
    return new Network.Layer(inputs, outputs, weights, rows[inputs], activation);
  }

  private void unscale(float[][] rows) {
    float[] bias = rows[rows.length - 1];
    for (int i = 0; i < states; i++) {
      for (float[] row : rows) {
        row[i] *= (float) targets.std()[i];
      }
      bias[i] += (float) targets.mean()[i];
      bias[states + i] += (float) (2 * Math.log(targets.std()[i]));
    }
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
