package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Network.Layer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @Test
  void layersMultiplyAddAndActivate() {
    Layer first = new Layer(
        2, 3, new float[] {1, 2, 3, 4, -5, 6}, new float[] {0.5f, -1, 0}, Activation.RELU);
    Layer second = new Layer(3, 1, new float[] {1, 10, 100}, new float[] {-7}, Activation.IDENTITY);
    Network network = new Network(List.of(first, second));
    // relu(1 - 4 + 0.5), relu(3 - 8 - 1), relu(-5 - 12); then relu(-1 + 2 + 0.5), ...
    assertThat(network.apply(new float[] {1, -2})).containsExactly(-7);
    assertThat(network.apply(new float[] {-1, 1})).containsExactly(1.5f + 0 + 1100 - 7);
    assertThat(network.inputs()).isEqualTo(2);
    assertThat(network.outputs()).isEqualTo(1);
    assertThat(network.widest()).isEqualTo(3);
    assertThat(network.parameters()).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, -1.5, 1.5",
    "RELU, 0, 1.5",
    "LEAKY_RELU, -0.015, 1.5",
    "TANH, -0.905148254, 0.905148254",
    "SIGMOID, 0.182425524, 0.817574476",
    "SILU, -0.273638286, 1.226361714"
  })
  void activationsHaveTheirTabulatedValues(Activation activation, double below, double above) {
    Network network =
        new Network(List.of(new Layer(1, 2, new float[] {-1, 1}, new float[2], activation)));
    float[] output = network.apply(new float[] {1.5f});
    assertThat((double) output[0]).isCloseTo(below, within(1e-7));
    assertThat((double) output[1]).isCloseTo(above, within(1e-7));
  }

  @Test
  void shapesAreComparedWithActivationsButWithoutWeights() {
    Network network = ModelFilesTest.network(new Random(1), 2, 3, 1);
    assertThat(network.sameShape(ModelFilesTest.network(new Random(2), 2, 3, 1)))
        .isTrue();
    assertThat(network.sameShape(ModelFilesTest.network(new Random(1), 2, 4, 1)))
        .isFalse();
    assertThat(network.sameShape(ModelFilesTest.network(new Random(1), 2, 3, 2)))
        .isFalse();
    assertThat(network.sameShape(new Network(network.layers().subList(0, 1)))).isFalse();
    Layer last = network.layers().get(1);
    Layer other = new Layer(3, 1, last.weights(), last.bias(), Activation.TANH);
    assertThat(network.sameShape(new Network(List.of(network.layers().get(0), other))))
        .isFalse();
  }

  @Test
  void layersThatCannotBeAreRefused() {
    refused(0, 1, new float[0], new float[1], "layer inputs is 0; it must be at least 1");
    refused(1, 0, new float[0], new float[0], "layer outputs is 0; it must be at least 1");
    refused(
        2,
        3,
        new float[5],
        new float[3],
        "layer weights has length 5; 3 outputs x 2 inputs need 6");
    refused(1 << 16, 1 << 16, new float[0], new float[3], "layer weights has length 0");
    refused(2, 3, new float[6], new float[2], "layer bias has length 2; the layer's output has 3");
    refused(
        1,
        2,
        new float[] {0, Float.NaN},
        new float[2],
        "layer weights[1] is NaN; every value must be finite");
    refused(
        1,
        1,
        new float[1],
        new float[] {Float.NEGATIVE_INFINITY},
        "layer bias[0] is -Infinity; every value must be finite");
  }

  private static void refused(
      int inputs, int outputs, float[] weights, float[] bias, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Layer(inputs, outputs, weights, bias, Activation.RELU))
        .withMessageStartingWith(problem);
  }

  @Test
  void networksThatCannotBeAreRefused() {
    List<Layer> layers = ModelFilesTest.network(new Random(1), 2, 3, 1).layers();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(List.of()))
        .withMessage("network layer count is 0; it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(List.of(layers.get(1), layers.get(0))))
        .withMessage("layer 1 takes 2 inputs but layer 0 has 1 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(layers).apply(new float[3]))
        .withMessage("network input has length 3; the network's first layer has 2");
  }
}
