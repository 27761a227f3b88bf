package dev.foresight.learn;

import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Network;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Networks of one shape while they learn, in normalised units: inputs and targets have mean 0 and
 * deviation 1, so that small changes of state (a short time step) are learned as well as large ones.
 * An {@link Ensemble} has the targets' scale within its last layers and limits, which is exact: the
 * bounded log-variance moves with its limits. A {@link Network} has that of its inputs, too.
 */
final class Learner {
  /** Everything that learning changes. */
  record State(
      float[][][] weights,
      int[] elites,
      double[] min,
      double[] max,
      Normaliser inputs,
      Normaliser targets,
      boolean scaled) {

    void writeTo(DataOutput out) throws IOException {
      for (float[][] member : weights) {
        for (float[] layer : member) {
          Binary.write(out, layer);
        }
      }
      Binary.write(out, elites);
      Binary.write(out, min);
      Binary.write(out, max);
      inputs.writeTo(out);
      targets.writeTo(out);
      out.writeBoolean(scaled);
    }

    /** One of the shape of this that was written. */
    State read(DataInput in) throws IOException {
      for (float[][] member : weights) {
        for (float[] layer : member) {
          Binary.read(in, layer);
        }
      }
      int[] elites = this.elites.clone();
      Binary.read(in, elites);
      Binary.read(in, min);
      Binary.read(in, max);
      Normaliser inputs = Normaliser.read(in, this.inputs.mean().length);
      Normaliser targets = Normaliser.read(in, this.targets.mean().length);
      return new State(weights, elites, min, max, inputs, targets, in.readBoolean());
    }
  }

  private final List<Member> members = new ArrayList<>();
  private final Limits limits;
  private final int elements;
  private final Loss loss;
  private final TrainerConfig config;
  private int[] elites;
  private Normaliser inputs;
  private Normaliser targets;
  private boolean scaled;

  /** With random weights, for so many inputs and elements of a target. */
  Learner(int features, int elements, Loss loss, TrainerConfig config, SplittableRandom random) {
    this.elements = elements;
    this.loss = loss;
    this.config = config;
    for (int e = 0; e < config.members(); e++) {
      members.add(new Member(features, elements, loss, config, random.split()));
    }
    elites = IntStream.range(0, config.elites()).toArray();
    limits = new Limits(config.members(), loss.limits(elements));
    inputs = Normaliser.identity(features);
    targets = Normaliser.identity(elements);
  }

  List<Member> members() {
    return members;
  }

  Limits limits() {
    return limits;
  }

  Loss loss() {
    return loss;
  }

  /** The members that come out, in ascending order. */
  int[] elites() {
    return elites;
  }

  /** Has the members with the least losses come out, the first ones among equals. */
  void select(double[] losses) {
    elites = IntStream.range(0, losses.length)
        .boxed()
        .sorted(Comparator.comparingDouble(e -> losses[e]))
        .mapToInt(e -> e)
        .limit(elites.length)
        .sorted()
        .toArray();
  }

  /** By which a normalised target is multiplied to have its own unit again, by element. */
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
      for (int i = 0; i < limits.states(); i++) {
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
    Dense begin = member.layers().get(0);
    float[] first = begin.weights();
    int width = begin.outputs();
    for (int f = 0; f < begin.inputs(); f++) {
      double ratio = ratio(inputs, newInputs, f);
      double shift =
          (newInputs.mean()[f] - inputs.mean()[f]) * ratio / newInputs.std()[f];
      for (int j = 0; j < width; j++) {
        first[begin.inputs() * width + j] += (float) (shift * first[f * width + j]);
        first[f * width + j] *= (float) ratio;
      }
    }
    Dense end = member.layers().get(member.layers().size() - 1);
    float[] last = end.weights();
    int bias = end.inputs() * end.outputs();
    for (int i = 0; i < elements; i++) {
      double ratio = ratio(targets, newTargets, i);
      for (int at = i; at < last.length; at += end.outputs()) {
        last[at] /= (float) ratio;
      }
      last[bias + i] +=
          (float) ((targets.mean()[i] - newTargets.mean()[i]) / newTargets.std()[i]);
    }
    for (int i = 0; i < limits.states(); i++) {
      last[bias + elements + i] -= (float) (2 * Math.log(ratio(targets, newTargets, i)));
    }
  }

  /** A copy of everything. */
  State state() {
    float[][][] weights = new float[members.size()][][];
    for (int e = 0; e < weights.length; e++) {
      weights[e] = members.get(e).layers().stream()
          .map(layer -> layer.weights().clone())
          .toArray(float[][]::new);
    }
    return new State(
        weights, elites, limits.min(0).clone(), limits.max(0).clone(), inputs, targets, scaled);
  }

  /** Goes back to a copy. */
  void restore(State state) {
    for (int e = 0; e < members.size(); e++) {
      List<Dense> layers = members.get(e).layers();
      for (int l = 0; l < layers.size(); l++) {
        float[] to = layers.get(l).weights();
        System.arraycopy(state.weights()[e][l], 0, to, 0, to.length);
      }
    }
    for (int i = 0; i < limits.states(); i++) {
      limits.set(i, state.min()[i], state.max()[i]);
    }
    elites = state.elites();
    inputs = state.inputs();
    targets = state.targets();
    scaled = state.scaled();
  }

  /** Writes everything that learning changes, and the optimisers' memory. */
  void writeTo(DataOutput out) throws IOException {
    for (Member member : members) {
      member.writeTo(out);
    }
    Binary.write(out, elites);
    limits.writeTo(out);
    inputs.writeTo(out);
    targets.writeTo(out);
    out.writeBoolean(scaled);
  }

  /** Takes over what a learner of the same shape has written. */
  void readFrom(DataInput in) throws IOException {
    for (Member member : members) {
      member.readFrom(in);
    }
    elites = elites.clone();
    Binary.read(in, elites);
    limits.readFrom(in);
    inputs = Normaliser.read(in, inputs.mean().length);
    targets = Normaliser.read(in, targets.mean().length);
    scaled = in.readBoolean();
  }

  /** Clears the optimisers' memory. */
  void forget() {
    members.forEach(Member::forget);
    limits.forget();
  }

  /**
   * The first output of each member for some inputs, in their own units.
   *
   * @param x raw inputs, {@code [rows][inputs]}; not changed
   * @return {@code [members][rows]}
   */
  float[][] predict(float[][] x) {
    float[][] rows = FinishedNetwork.copy(x);
    inputs.apply(rows);
    float[][] predicted = new float[members.size()][x.length];
    Threads.each(
        config.threads(), predicted.length, e -> predict(members.get(e), rows, predicted[e]));
    return predicted;
  }

  private void predict(Member member, float[][] rows, float[] predicted) {
    int batch = member.batch();
    for (int from = 0; from < rows.length; from += batch) {
      int count = Math.min(batch, rows.length - from);
      float[] y = member.forward(Arrays.copyOfRange(rows, from, from + count), count);
      int width = y.length / batch;
      for (int r = 0; r < count; r++) {
        predicted[from + r] = (float) (y[r * width] * targets.std()[0] + targets.mean()[0]);
      }
    }
  }

  /** A copy of each member that comes out, over inputs and targets in their own units. */
  List<Network> networks() {
    return networks(inputs);
  }

  private List<Network> networks(Normaliser inputs) {
    return Arrays.stream(elites)
        .mapToObj(members::get)
        .map(member -> FinishedNetwork.of(member, config.activation(), inputs, targets))
        .toList();
  }

  /** A copy of the Gaussian members that come out, as a model, in the units of the features and the state. */
  Ensemble ensemble(int actionSize, List<Expr> features, boolean[] delta) {
    float[] min = new float[elements];
    float[] max = new float[elements];
    for (int i = 0; i < elements; i++) {
      double shift = 2 * Math.log(targets.std()[i]);
      min[i] = (float) (limits.min(0)[i] + shift);
      max[i] = (float) Math.max(min[i], limits.max(0)[i] + shift);
    }
    return new Ensemble(
        networks(Normaliser.identity(features.size())),
        actionSize,
        features,
        floats(inputs.mean()),
        floats(inputs.std()),
        delta.clone(),
        min,
        max);
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
