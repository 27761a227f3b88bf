package dev.foresight.compute;

/**
 * The matrix products that training is made of, over rows that are arrays of their own, in two
 * versions with the same results within rounding: {@code VectorProducts} with the Vector API and
 * {@link PlainProducts} without. Each gives the same bits for the same arguments. An instance belongs
 * to one thread.
 *
 * <p>A layer's weights are {@code w[inputs + 1][outputs]}, the last row being the bias. No array is
 * both read and written in one call.
 */
public interface Products {
  /** The fastest that this JVM can run. */
  static Products create() {
    return Vectors.available() ? Vectors.products() : new PlainProducts();
  }

  /**
   * What a layer gives: {@code y[r] = bias + sum over k of x[r][k] w[k]} for each r below {@code
   * rows}.
   */
  void forward(float[][] x, float[][] w, float[][] y, int rows);

  /**
   * The gradient by input, given that by output: {@code dx[r][k] = sum over j of d[r][j] w[k][j]} for
   * each r below {@code rows}.
   */
  void backward(float[][] d, float[][] w, float[][] dx, int rows);

  /**
   * The gradient by weight: {@code g[k] = decay w[k] + sum over r below rows of x[r][k] d[r]} for each
   * input k; the bias's is {@code sum over r below rows of d[r]}.
   */
  void gradient(float[][] x, float[][] d, float decay, float[][] w, float[][] g, int rows);
}
