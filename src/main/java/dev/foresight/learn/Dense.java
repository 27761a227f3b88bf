package dev.foresight.learn;

import dev.foresight.Activation;
import dev.foresight.compute.Gradients;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A dense layer (without its activation) with its gradient and its optimiser, Adam. */
final class Dense {
  private static final double DECAY_1 = 0.9;
  private static final double DECAY_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final int inputs;
  private final int outputs;
  private final float[] weights;
  private final float[] moment1;
  private final float[] moment2;
  private final Gradients gradients;

  /**
   * Biases of 0, and weights as PETS has them: normal with standard deviation {@code 1 / (2
   * sqrt(inputs))}, none beyond two of them.
   *
   * @param batch most rows at a time
   * @param random where the weights come from
   */
  Dense(int inputs, int outputs, int batch, SplittableRandom random) {
    this.inputs = inputs;
    this.outputs = outputs;
    weights = new float[(inputs + 1) * outputs];
    moment1 = new float[weights.length];
    moment2 = new float[weights.length];
    gradients = Gradients.create(inputs, outputs, batch);
    for (int i = 0; i < inputs * outputs; i++) {
      weights[i] = (float) (truncatedNormal(random) / (2 * Math.sqrt(inputs)));
    }
  }

  private static double truncatedNormal(SplittableRandom random) {
    double z;
    do {
      double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
      z = radius * Math.cos(2 * Math.PI * random.nextDouble());
    } while (Math.abs(z) > 2);
    return z;
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  /** {@code [inputs + 1][outputs]}, the last row being the bias. */
  float[] weights() {
    return weights;
  }

  /** Adam's memory of the gradient, in the places of the weights. */
  float[] moment1() {
    return moment1;
  }

  /** Adam's memory of the gradient's square, in the places of the weights. */
  float[] moment2() {
    return moment2;
  }

  /** {@code y = weights x + bias} for each row. */
  void forward(float[] x, float[] y, int rows) {
    gradients.forward(x, weights, y, rows);
  }

  /** See {@link Gradients#activate}. */
  void activate(Activation f, float[] y, float[] slope, int rows) {
    gradients.activate(f, y, slope, rows);
  }

  /** The gradient by input, given that by output. */
  void backThrough(float[] dy, float[] dx, int rows) {
    gradients.backward(dy, weights, dx, rows);
  }

  /**
   * Step number {@code step} (from 1) of Adam along the gradient by weight, given that by output; {@code
   * decay / 2} weighs the squared weights.
   */
  void descend(float[] x, float[] dy, int rows, float decay, float learningRate, int step) {
    Gradients.Step taken = new Gradients.Step(decay, rate(learningRate, step), epsilon(step));
    gradients.descend(x, dy, taken, weights, moment1, moment2, rows);
  }

  /** What that step multiplies the first moment by. */
  static float rate(float learningRate, int step) {
    return (float) (learningRate * correction(step) / (1 - Math.pow(DECAY_1, step)));
  }

  /** What that step adds to the root of the second moment. */
  static float epsilon(int step) {
    return (float) (EPSILON * correction(step));
  }

  private static double correction(int step) {
    return Math.sqrt(1 - Math.pow(DECAY_2, step));
  }

  /** Adam's memory, cleared. */
  void forget() {
    Arrays.fill(moment1, 0);
    Arrays.fill(moment2, 0);
  }

  /** Writes weights and the optimiser's memory. */
  void writeTo(DataOutput out) throws IOException {
    Binary.write(out, weights);
    Binary.write(out, moment1);
    Binary.write(out, moment2);
  }

  /** Takes over what was written. */
  void readFrom(DataInput in) throws IOException {
    Binary.read(in, weights);
    Binary.read(in, moment1);
    Binary.read(in, moment2);
  }
}
