package dev.foresight.compute;

import dev.foresight.Activation;
import dev.foresight.Network;

/**
 * The arithmetic of the inner loops over rows of floats, in two versions with the same results
 * within rounding: {@code VectorKernels} with the Vector API and {@link PlainKernels} without. A
 * kernel's result for one element depends on that element's inputs alone, never on its place or on
 * the row's length. An instance belongs to one thread. Every count
 * of rows or elements is a multiple of {@link #ROWS}. Input and output arrays of one
 * call are different arrays unless it says "in place".
 *
 * <p>Accuracy: exp, log, sin, cos, tanh and atan2 are within 2e-7 of the true value, relative to the
 * greater of it and 1 (exp: relative to it). Overflow gives infinity, NaN stays NaN.
 */
public interface Kernels {
  /** What every count is a multiple of. */
  int ROWS = 32;

  /** The fastest kernels that this JVM can run. */
  static Kernels create() {
    return Vectors.available() ? Vectors.create() : new PlainKernels();
  }

  /** What computes, in a few words. */
  String describe();

  /** A layer in this version's own arrangement. */
  Dense pack(Network.Layer layer);

  /**
   * {@code y = activation(W x + b)} for a batch.
   *
   * @param x {@code [inputs][rows]}
   * @param y {@code [outputs rounded up to a multiple of 4][rows]}, to be filled
   */
  void dense(Dense layer, float[] x, float[] y, int rows);

  /** In place on {@code y[from .. to)}. */
  void activate(Activation activation, float[] y, int from, int to);

  /**
   * In place on {@code [S][rows]} from {@code y[from]} on: raw log-variances become standard
   * deviations, softly bounded. With exponentials of the bounds, the formula of {@link
   * dev.foresight.Ensemble} needs one more: {@code sqrt(least + 1 / (1 / most + exp(-y)))}.
   *
   * @param least {@code exp(minLogVariance)}
   * @param inverseMost {@code exp(-maxLogVariance)}
   */
  void deviations(float[] y, int from, int rows, float[] least, float[] inverseMost);

  /**
   * Uniform numbers within (0, 1) from the words of {@link Philox} blocks {@code block}, {@code block + 1}
   * and so on, of the counter (block, call, stream, upper seed) under the key (lower seed, problem): words
   * 0 and 2 of each to {@code even}, words 1 and 3 to {@code odd}.
   */
  void uniforms(
      int block,
      int call,
      int stream,
      long seed,
      int problem,
      float[] even,
      float[] odd,
      int pairs);

  /** Pairs of uniform numbers within (0, 1) become pairs of standard normal ones, in place. */
  void normals(float[] u0, float[] u1, int count);

  /** Standard normal numbers become truncated ones, {@code T} of {@code Randomness}, in place. */
  void truncate(float[] z, int count);

  /** {@code plans[to + i] = mean + spread noise[from + i]}, held between low and high. */
  void place(
      float mean,
      float spread,
      float low,
      float high,
      float[] noise,
      int from,
      float[] plans,
      int to,
      int count);

  /** The sum of {@code weights[i] x[from + i]}; what has weight 0 is left out, NaN or not. */
  double sum(float[] weights, float[] x, int from, int count);

  /** The sum of {@code weights[i] (x[from + i] - mean)^2}; what has weight 0 is left out, NaN or not. */
  double squares(float[] weights, float[] x, int from, float mean, int count);

  /** {@code y = a + b}. */
  void add(float[] a, float[] b, float[] y, int count);

  /** {@code y = a - b}. */
  void subtract(float[] a, float[] b, float[] y, int count);

  /** {@code y = a b}. */
  void multiply(float[] a, float[] b, float[] y, int count);

  /** {@code y = a / b}. */
  void divide(float[] a, float[] b, float[] y, int count);

  /** {@code y = 1} where {@code a < b}, else 0. */
  void less(float[] a, float[] b, float[] y, int count);

  /** {@code y = a} where the condition is not 0, else b; in place, too. */
  void choose(float[] condition, float[] a, float[] b, float[] y, int count);

  /** NaN in each column that holds something not finite, else 0. */
  void flaws(float[][] rows, float[] y, int count);

  /** {@code returns += discount reward + flaw} where {@code alive} is not 0, NaN or not elsewhere. */
  void earn(
      float discount, float[] reward, float[] flaw, float[] alive, float[] returns, int count);

  void exp(float[] x, float[] y, int count);

  void log(float[] x, float[] y, int count);

  void sin(float[] x, float[] y, int count);

  void cos(float[] x, float[] y, int count);

  void tanh(float[] x, float[] y, int count);

  /** {@code z = atan2(y, x)}. */
  void atan2(float[] y, float[] x, float[] z, int count);
}
