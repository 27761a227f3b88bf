package dev.foresight.learn;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A member as a model, with normalisers within the weights of its first and last layer. */
final class FinishedNetwork {
  /** Of what lies beyond the bounds of {@link #held}, the share that is left. */
  private static final float BEYOND = 0.01f;

  private FinishedNetwork() {}

  /**
   * A copy that takes inputs and gives targets in their own units. Where there are twice as many
   * outputs as targets, the second half are log-variances.
   *
   * @param inputs that the member's inputs were normalised by; the identity leaves them so
   */
  static Network of(Member member, Activation activation, Normaliser inputs, Normaliser targets) {
    List<Network.Layer> layers = new ArrayList<>();
    int last = member.layers().size() - 1;
    for (int l = 0; l <= last; l++) {
      float[][] rows = rows(member.layers().get(l));
      if (l == last) {
        unscaleOutputs(rows, targets);
      }
      if (l == 0) {
        unscaleInputs(rows, inputs);
      }
      layers.add(layer(rows, l == last ? Activation.IDENTITY : activation));
    }
    return new Network(layers);
  }

  /**
   * The network with its one output y held between two bounds, but for a share of what lies beyond, so
   * that worse is still told from bad. One more layer of four units does it, as {@code clamp(y) = least + relu(y -
   * least) - relu(y - most)} and {@code y = relu(y) - relu(-y)}.
   */
  static Network held(Network network, float least, float most) {
    List<Network.Layer> layers = new ArrayList<>(network.layers());
    Network.Layer last = layers.remove(layers.size() - 1);
    float[] signs = {1, 1, 1, -1};
    float[] shifts = {-least, -most, 0, 0};
    float[] weights = new float[4 * last.inputs()];
    float[] bias = new float[4];
    for (int o = 0; o < 4; o++) {
      for (int i = 0; i < last.inputs(); i++) {
        weights[o * last.inputs() + i] = signs[o] * last.weights()[i];
      }
      bias[o] = signs[o] * last.bias()[0] + shifts[o];
    }
    layers.add(new Network.Layer(last.inputs(), 4, weights, bias, Activation.RELU));
    float[] sum = {1 - BEYOND, BEYOND - 1, BEYOND, -BEYOND};
    float[] base = {(1 - BEYOND) * least};
    layers.add(new Network.Layer(4, 1, sum, base, Activation.IDENTITY));
    return new Network(layers);
  }

  /** A copy of a layer's weights and, last, biases, input after input. */
  private static float[][] rows(Dense layer) {
    float[][] rows = new float[layer.inputs() + 1][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = Arrays.copyOfRange(layer.weights(), k * layer.outputs(), (k + 1) * layer.outputs());
    }
    return rows;
  }

  static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
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

  private static void unscaleOutputs(float[][] rows, Normaliser targets) {
    float[] bias = rows[rows.length - 1];
    int elements = targets.mean().length;
    for (int i = 0; i < elements; i++) {
      for (float[] row : rows) {
        row[i] *= (float) targets.std()[i];
      }
      bias[i] += (float) targets.mean()[i];
      if (bias.length > elements) {
        bias[elements + i] += (float) (2 * Math.log(targets.std()[i]));
      }
    }
  }

  private static void unscaleInputs(float[][] rows, Normaliser inputs) {
    int features = rows.length - 1;
    for (int j = 0; j < rows[0].length; j++) {
      double bias = rows[features][j];
      for (int k = 0; k < features; k++) {
        double weight = rows[k][j] / inputs.std()[k];
        bias -= weight * inputs.mean()[k];
        rows[k][j] = (float) weight;
      }
      rows[features][j] = (float) bias;
    }
  }
}
