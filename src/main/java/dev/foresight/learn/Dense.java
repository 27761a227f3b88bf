package dev.foresight.learn;

import dev.foresight.compute.Products;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A dense layer (without its activation) with its gradient and its optimiser, Adam. */
final class Dense {
  private static final float DECAY_1 = 0.9f;
  private static final float DECAY_2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final int inputs;
  private final int outputs;
  private final float[][] weights;
  private final float[][] gradient;
  private final float[][] moment1;
  private final float[][] moment2;
  private final Products products = Products.create();

  /**
   * Biases of 0, and weights as PETS has them: normal with standard deviation {@code 1 / (2
   * sqrt(inputs))}, none beyond two of them.
   *
   * @param random where the weights come from
   */
  Dense(int inputs, int outputs, SplittableRandom random) {
    this.inputs = inputs;
    this.outputs = outputs;
    weights = new float[inputs + 1][outputs];
    gradient = new float[inputs + 1][outputs];
    moment1 = new float[inputs + 1][outputs];
    moment2 = new float[inputs + 1][outputs];
    for (int k = 0; k < inputs; k++) {
      for (int j = 0; j < outputs; j++) {
        weights[k][j] = (float) (truncatedNormal(random) / (2 * Math.sqrt(inputs)));
      }
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

  int outputs() {
    return outputs;
  }

  /** {@code [inputs + 1][outputs]}, the last row being the bias. */
  float[][] weights() {
    return weights;
  }

  /** Adam's memory of the gradient, in the places of the weights. */
  float[][] moment1() {
    return moment1;
  }

  /** Adam's memory of the gradient's square, in the places of the weights. */
  float[][] moment2() {
    return moment2;
  }

  /** Of the loss, by weight, from the last {@link #backward}. */
  float[][] gradient() {
    return gradient;
  }

  /** {@code y = weights x + bias} for each row. */
  void forward(float[][] x, float[][] y, int rows) {
    products.forward(x, weights, y, rows);
  }

  /** The gradient by weight, given that by output; {@code decay / 2} weighs the squared weights. */
  void backward(float[][] x, float[][] dy, int rows, float decay) {
    products.gradient(x, dy, decay, weights, gradient, rows);
  }

  /** The gradient by input, given that by output. */
  void backThrough(float[][] dy, float[][] dx, int rows) {
    products.backward(dy, weights, dx, rows);
  }

  /** Step number {@code step} (from 1) of Adam (Kingma and Ba 2015, algorithm 1). */
  void adam(float learningRate, int step) {
    float rate = rate(learningRate, step);
    float epsilon = epsilon(step);
    for (int k = 0; k <= inputs; k++) {
      adam(weights[k], gradient[k], moment1[k], moment2[k], rate, epsilon);
    }
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

  private static void adam(
      float[] w, float[] g, float[] m1, float[] m2, float rate, float epsilon) {
    for (int j = 0; j < w.length; j++) {
      float first = DECAY_1 * m1[j] + (1 - DECAY_1) * g[j];
      float second = DECAY_2 * m2[j] + (1 - DECAY_2) * g[j] * g[j];
      m1[j] = first;
      m2[j] = second;
      w[j] -= rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }

  /** Adam's memory, cleared. */
  void forget() {
    for (int k = 0; k <= inputs; k++) {
      Arrays.fill(moment1[k], 0);
      Arrays.fill(moment2[k], 0);
    }
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
