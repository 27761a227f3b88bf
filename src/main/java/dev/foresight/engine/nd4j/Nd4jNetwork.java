package dev.foresight.engine.nd4j;

import dev.foresight.Activation;
import dev.foresight.Network;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Swish;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** A network whose weights are ND4J's. Immutable. */
record Nd4jNetwork(List<Layer> layers, int inputs, int outputs) {

  /**
   * A dense layer.
   *
   * @param weights {@code [inputs x outputs]}
   * @param bias {@code [1 x outputs]}
   */
  record Layer(INDArray weights, INDArray bias, Activation activation) {
    static Layer of(Network.Layer layer, Nd4jPacker packer) {
      INDArray weights = packer.matrix(layer.inputs(), layer.outputs());
      INDArray bias = packer.matrix(1, layer.outputs());
      HostCopy.write(layer.weights(), weights, layer.weights().length);
      HostCopy.write(layer.bias(), bias, layer.bias().length);
      return new Layer(weights, bias, layer.activation());
    }

    int outputs() {
      return weights.columns();
    }

    /** {@code y = activation(x weights + bias)} for {@code x [rows x inputs]}. */
    void apply(INDArray x, INDArray y) {
      Nd4j.gemm(x, weights, y, false, false, 1, 0);
      y.addiRowVector(bias);
      switch (activation) {
        case IDENTITY -> {}
        case RELU -> Nd4j.exec(new RectifiedLinear(y, y, 0));
        case LEAKY_RELU -> Nd4j.exec(new LeakyReLU(y, y, 0.01));
        case TANH -> Nd4j.exec(new Tanh(y, y));
        case SIGMOID -> Nd4j.exec(new Sigmoid(y, y));
        case SILU -> Nd4j.exec(new Swish(y, y));
      }
    }
  }

  static Nd4jNetwork of(Network network, Nd4jPacker packer) {
    List<Layer> layers =
        network.layers().stream().map(layer -> Layer.of(layer, packer)).toList();
    return new Nd4jNetwork(layers, network.inputs(), network.outputs());
  }
}
