package dev.foresight.compute;

import dev.foresight.Activation;
import dev.foresight.Precision;

/**
 * What a step along the gradient takes of a dense layer, in three versions with the same results within
 * rounding: {@link SimdGradients} in native code, {@code VectorGradients} with the Vector API and {@link
 * PlainGradients} without. Each gives the same bits for the same arguments. An instance belongs to
 * one layer's shape and one thread.
 *
 * <p>Rows lie one after the other: x and dx are {@code [rows][inputs]}, y and d {@code
 * [rows][outputs]}. A layer's weights and their gradient are {@code [inputs + 1][outputs]}, the last
 * row being the bias. No array is both read and written in one call but where it says so.
 */
public interface Gradients {
  /** The fastest that this JVM can run, for a layer of that shape and at most so many rows. */
  static Gradients create(int inputs, int outputs, int rows) {
    return Simd.fastest(Precision.FP32)
        .<Gradients>map(simd -> new SimdGradients(simd, inputs, outputs, rows))
        .orElseGet(() -> Vectors.available()
            ? Vectors.gradients(inputs, outputs)
            : new PlainGradients(inputs, outputs));
  }

  /**
   * What a layer gives: {@code y[r] = bias + sum over k of x[r][k] w[k]} for each r below {@code
   * rows}.
   */
  void forward(float[] x, float[] w, float[] y, int rows);

  /**
   * The gradient by input, given that by output: {@code dx[r][k] = sum over j of d[r][j] w[k][j]} for
   * each r below {@code rows}.
   */
  void backward(float[] d, float[] w, float[] dx, int rows);

  /** {@code slope = f'(y)}, then {@code y = f(y)}, for each r below {@code rows}. */
  default void activate(Activation f, float[] y, float[] slope, int rows) {
    Nonlinearity.apply(f, y, slope, rows * outputs());
  }

  /** The layer's outputs. */
  int outputs();

  /**
   * A step of Adam (Kingma and Ba 2015, algorithm 1) along the gradient by weight, given that by output:
   * {@code g[k] = decay w[k] + sum over r below rows of x[r][k] d[r]} for each input k, and of the bias
   * {@code sum over r below rows of d[r]}; then {@code m1 = 0.9 m1 + 0.1 g, m2 = 0.999 m2 + 0.001 g^2, w
   * -= rate m1 / (sqrt(m2) + epsilon)}. Weights and moments change in place; the step's rate and epsilon
   * hold Adam's corrections.
   */
  void descend(float[] x, float[] d, Step step, float[] w, float[] m1, float[] m2, int rows);

  /**
   * How a step is taken.
   *
   * @param decay share of the weights that is added to their gradient
   */
  record Step(float decay, float rate, float epsilon) {}
}
