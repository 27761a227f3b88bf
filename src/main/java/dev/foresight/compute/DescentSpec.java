package dev.foresight.compute;

import dev.foresight.Activation;
import java.util.List;

/**
 * Networks of one shape, and what they learn from.
 *
 * @param members E
 * @param hidden widths of the hidden layers, first to last
 * @param activation after each hidden layer
 * @param limited whether a network gives a mean and a log-variance per element of a target, the
 *     log-variance between limits that all members share, instead of a number
 * @param decay coefficient of the squared weights, as Adam sees it
 * @param nllBeta power of a variance by which the gradient of its element's loss counts
 * @param batch rows of a step
 * @param rows that each member learns from in an epoch
 * @param x inputs, {@code [any number][inputs]}
 * @param y their targets, {@code [the same][elements]}
 */
public record DescentSpec(
    int members,
    List<Integer> hidden,
    Activation activation,
    boolean limited,
    float decay,
    float nllBeta,
    int batch,
    int rows,
    float[][] x,
    float[][] y) {

  /** The width of an input. */
  public int inputs() {
    return x[0].length;
  }

  /** The width of a target. */
  public int elements() {
    return y[0].length;
  }

  /** How many limits there are: a lower one per element, then an upper one each, or none. */
  public int limits() {
    return limited ? 2 * elements() : 0;
  }

  /** The layers of a network. */
  public int layers() {
    return hidden.size() + 1;
  }

  /** The width that a layer takes, or, one further than the last, what the network gives. */
  public int width(int layer) {
    if (layer == 0) {
      return inputs();
    }
    return layer < layers() ? hidden.get(layer - 1) : elements() * (limited ? 2 : 1);
  }

  /** The steps of an epoch. */
  public int steps() {
    return (rows + batch - 1) / batch;
  }
}
