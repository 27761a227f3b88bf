package dev.foresight;

import dev.foresight.compute.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A multi-layer perceptron as data. Values are 32-bit floats.
 *
 * @param layers first to last; each takes as many inputs as the one before it has outputs
 */
public record Network(List<Layer> layers) implements ScalarFunction {

  /**
   * {@code activation(weights x + bias)}.
   *
   * @param inputs width of x
   * @param outputs width of the result
   * @param weights {@code [outputs][inputs]}, row by row, as PyTorch's {@code Linear.weight}; not
   *     copied, and not to be changed afterwards
   * @param bias length {@code outputs}; not copied, and not to be changed afterwards
   */
  public record Layer(
      int inputs, int outputs, float[] weights, float[] bias, Activation activation) {
    public Layer {
      Check.atLeast("layer inputs", inputs, 1);
      Check.atLeast("layer outputs", outputs, 1);
      Check.that(
          weights.length == (long) inputs * outputs,
          "layer weights has length " + weights.length + "; " + outputs + " outputs x " + inputs
              + " inputs need " + (long) inputs * outputs);
      Check.length("layer bias", bias.length, outputs, "the layer's output");
      Check.finite("layer weights", weights);
      Check.finite("layer bias", bias);
    }
  }

  /** Checks that the layers fit each other. */
  public Network {
    layers = List.copyOf(layers);
    Check.atLeast("network layer count", layers.size(), 1);
    for (int i = 1; i < layers.size(); i++) {
      Check.that(
          layers.get(i).inputs() == layers.get(i - 1).outputs(),
          "layer " + i + " takes " + layers.get(i).inputs() + " inputs but layer " + (i - 1)
              + " has " + layers.get(i - 1).outputs() + " outputs");
    }
  }

  /** This alone. */
  @Override
  public List<Network> networks() {
    return List.of(this);
  }

  /** Width of the input. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Width of the output. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** The widest of the input and every layer's output. */
  public int widest() {
    return layers.stream().mapToInt(Layer::outputs).reduce(inputs(), Math::max);
  }

  /** The number of weights and biases. */
  public long parameters() {
    return layers.stream()
        .mapToLong(l -> (long) l.weights().length + l.bias().length)
        .sum();
  }

  /** Whether the two take and give the same widths and activations, layer by layer. */
  public boolean sameShape(Network other) {
    boolean same = layers.size() == other.layers.size();
    for (int i = 0; same && i < layers.size(); i++) {
      Layer a = layers.get(i);
      Layer b = other.layers.get(i);
      same = a.inputs() == b.inputs()
          && a.outputs() == b.outputs()
          && a.activation() == b.activation();
    }
    return same;
  }

  /**
   * The output for one input, in plain Java: the reference, not the fast path.
   *
   * @param input length {@link #inputs()}
   */
  public float[] apply(float[] input) {
    Check.length("network input", input.length, inputs(), "the network's first layer");
    float[] x = input;
    for (Layer layer : layers) {
      float[] y = layer.bias().clone();
      for (int o = 0; o < y.length; o++) {
        double sum = y[o];
        for (int i = 0; i < x.length; i++) {
          sum += (double) layer.weights()[o * x.length + i] * x[i];
        }
        y[o] = (float) activate(layer.activation(), sum);
      }
      x = y;
    }
    return x;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SILU -> x / (1 + Math.exp(-x));
    };
  }

  /**
   * Reads a network from a safetensors file (docs/models.md).
   *
   * @throws ModelFormatException if the file is not such a network
   */
  public static Network load(Path file) throws IOException {
    return ModelFiles.readNetwork(file);
  }

  /** Writes this network to a safetensors file: aside first, then moved into place. */
  public void save(Path file) throws IOException {
    ModelFiles.write(file, this);
  }
}
