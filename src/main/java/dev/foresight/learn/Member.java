package dev.foresight.learn;

import dev.foresight.Activation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One network of the ensemble while it learns, with room for a batch. */
final class Member {
  private final Activation activation;
  private final int batch;
  private final int elements;
  private final List<Dense> layers = new ArrayList<>();
  private final float[] input;
  private final float[][] outputs;
  private final float[][] slopes;
  private final float[][] byOutput;
  private final Head head;
  private int steps;

  /**
   * With random weights.
   *
   * @param features width of the input
   * @param elements of a target
   */
  Member(int features, int elements, Loss loss, TrainerConfig config, SplittableRandom random) {
    activation = config.activation();
    batch = config.batch();
    this.elements = elements;
    int inputs = features;
    for (int width : config.hidden()) {
      layers.add(new Dense(inputs, width, batch, random));
      inputs = width;
    }
    layers.add(new Dense(inputs, loss.outputs(elements), batch, random));
    input = new float[batch * features];
    outputs = room();
    slopes = room();
    byOutput = room();
    head = loss.head(elements, config.nllBeta());
  }

  private float[][] room() {
    return layers.stream().map(layer -> new float[batch * layer.outputs()]).toArray(float[][]::new);
  }

  List<Dense> layers() {
    return layers;
  }

  /** Most rows in a batch. */
  int batch() {
    return batch;
  }

  /** The output for each of the first rows of x, one after the other; overwritten by the next. */
  float[] forward(float[][] x, int rows) {
    int features = layers.get(0).inputs();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x[r], 0, input, r * features, features);
    }
    float[] in = input;
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(in, outputs[l], rows);
      if (l < layers.size() - 1) {
        layers.get(l).activate(activation, outputs[l], slopes[l], rows);
      }
      in = outputs[l];
    }
    return in;
  }

  /**
   * Takes a step of Adam along the gradient of the loss of a batch, mean over rows and the target's
   * elements, plus {@code decay / 2} times the sum of the squared weights (biases are free).
   *
   * @return the loss before, without the weights' part
   */
  double descend(
      float[][] x,
      float[][] targets,
      int rows,
      double[] min,
      double[] max,
      float decay,
      float learningRate) {
    float[] y = forward(x, rows);
    int last = layers.size() - 1;
    double scale = 1.0 / ((double) rows * elements);
    double loss = 0;
    head.begin(min, max);
    for (int r = 0; r < rows; r++) {
      loss += head.loss(y, r * width(), targets[r], scale, byOutput[last]);
    }
    steps++;
    for (int l = last; l >= 0; l--) {
      Dense layer = layers.get(l);
      if (l > 0) {
        layer.backThrough(byOutput[l], byOutput[l - 1], rows);
        multiply(byOutput[l - 1], slopes[l - 1], rows * layer.inputs());
      }
      layer.descend(l == 0 ? input : outputs[l - 1], byOutput[l], rows, decay, learningRate, steps);
    }
    return loss * scale;
  }

  private int width() {
    return layers.get(layers.size() - 1).outputs();
  }

  private static void multiply(float[] y, float[] by, int count) {
    for (int j = 0; j < count; j++) {
      y[j] *= by[j];
    }
  }

  /** The steps of Adam since it began anew. */
  int steps() {
    return steps;
  }

  /** So many steps of Adam were taken elsewhere. */
  void advance(int more) {
    steps += more;
  }

  /** The head that the last {@link #descend} went through: it holds the gradients of the limits. */
  Head head() {
    return head;
  }

  /**
   * Mean loss per target element and mean squared error on some rows.
   *
   * @param units by which an element's error is multiplied before it is squared
   * @return loss, squared error
   */
  double[] evaluate(
      float[][] x, float[][] targets, int[] rows, double[] min, double[] max, double[] units) {
    float[][] part = new float[batch][];
    double loss = 0;
    double squares = 0;
    head.begin(min, max);
    for (int from = 0; from < rows.length; from += batch) {
      int count = Math.min(batch, rows.length - from);
      for (int r = 0; r < count; r++) {
        part[r] = x[rows[from + r]];
      }
      float[] y = forward(part, count);
      for (int r = 0; r < count; r++) {
        float[] target = targets[rows[from + r]];
        int at = r * width();
        loss += head.loss(y, at, target, 0, null);
        for (int i = 0; i < elements; i++) {
          double error = (y[at + i] - target[i]) * units[i];
          squares += error * error;
        }
      }
    }
    double count = (double) rows.length * elements;
    return new double[] {loss / count, squares / count};
  }

  /** Clears the optimiser's memory. */
  void forget() {
    steps = 0;
    layers.forEach(Dense::forget);
  }

  /** Writes weights and the optimiser's memory. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(steps);
    for (Dense layer : layers) {
      layer.writeTo(out);
    }
  }

  /** Takes over what a network of the same shape has written. */
  void readFrom(DataInput in) throws IOException {
    steps = in.readInt();
    for (Dense layer : layers) {
      layer.readFrom(in);
    }
  }
}
