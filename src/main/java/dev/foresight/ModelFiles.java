package dev.foresight;

import dev.foresight.Network.Layer;
import dev.foresight.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Networks and ensembles as safetensors files; docs/models.md describes them. */
final class ModelFiles {
  private static final float[] NONE = {};
  private static final int[] NO_MEMBERS = {};
  private static final int[] SOME_MEMBERS = {ModelTensors.ANY};

  private ModelFiles() {}

  static String kind(Path file) throws IOException {
    try {
      return ModelMetadata.kind(Safetensors.readMetadata(file));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  static Network readNetwork(Path file) throws IOException {
    try {
      Safetensors content = Safetensors.read(file);
      ModelMetadata metadata = ModelMetadata.of(content.metadata(), ModelMetadata.NETWORK);
      List<Activation> activations = metadata.activations();
      ModelTensors tensors = new ModelTensors(content.tensors());
      List<Tensor> layers =
          takeLayers(tensors, activations.size(), NO_MEMBERS, ModelTensors.ANY, ModelTensors.ANY);
      tensors.finish();
      return network(layers, activations, 0);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  static ScalarEnsemble readScalarEnsemble(Path file) throws IOException {
    try {
      Safetensors content = Safetensors.read(file);
      ModelMetadata metadata = ModelMetadata.of(content.metadata(), ModelMetadata.SCALAR_ENSEMBLE);
      Reduction reduction = metadata.reduction();
      List<Activation> activations = metadata.activations();
      ModelTensors tensors = new ModelTensors(content.tensors());
      List<Tensor> layers =
          takeLayers(tensors, activations.size(), SOME_MEMBERS, ModelTensors.ANY, 1);
      tensors.finish();
      return new ScalarEnsemble(members(layers, activations), reduction);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  static ModelFile readEnsemble(Path file) throws IOException {
    try {
      Safetensors content = Safetensors.read(file);
      return ensemble(
          ModelMetadata.of(content.metadata(), ModelMetadata.ENSEMBLE),
          new ModelTensors(content.tensors()));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  /** Takes no memory for what the metadata says until the tensors are found to agree. */
  private static ModelFile ensemble(ModelMetadata metadata, ModelTensors tensors) {
    int states = metadata.size("state_size");
    int actions = metadata.size("action_size");
    Optional<List<Expr>> features = metadata.features();
    List<Activation> activations = metadata.activations();
    int inputs = features.map(List::size).orElse(states + actions);
    boolean gaussian = tensors.has("min_logvar") || tensors.has("max_logvar");
    int outputs = gaussian ? 2 * states : states;
    List<Tensor> layers = takeLayers(tensors, activations.size(), SOME_MEMBERS, inputs, outputs);
    Optional<Tensor> mean = tensors.takeIfThere("input_mean", inputs);
    Optional<Tensor> std = tensors.takeIfThere("input_std", inputs);
    float[] least = gaussian ? tensors.take("min_logvar", states).values() : NONE;
    float[] most = gaussian ? tensors.take("max_logvar", states).values() : NONE;
    tensors.finish();
    Ensemble ensemble = new Ensemble(
        members(layers, activations),
        actions,
        features.orElseGet(() -> Ensemble.plainFeatures(states, actions)),
        mean.map(Tensor::values).orElseGet(() -> new float[inputs]),
        std.map(Tensor::values).orElseGet(() -> ones(inputs)),
        metadata.delta(states),
        least,
        most);
    return new ModelFile(ensemble, metadata.task());
  }

  /** Weight and bias of each layer, where {@code members} are the dimensions before a layer's own. */
  private static List<Tensor> takeLayers(
      ModelTensors tensors, int count, int[] members, int inputs, int outputs) {
    List<Tensor> layers = new ArrayList<>();
    int[] before = members;
    int in = inputs;
    for (int i = 0; i < count; i++) {
      int out = i == count - 1 ? outputs : ModelTensors.ANY;
      Tensor weight = tensors.take("layers." + i + ".weight", append(append(before, out), in));
      if (weight.values().length > 0) {
        before = Arrays.copyOf(weight.shape(), before.length);
        out = weight.shape()[before.length];
      }
      layers.add(weight);
      layers.add(tensors.take("layers." + i + ".bias", append(before, out)));
      in = out;
    }
    return layers;
  }

  private static List<Network> members(List<Tensor> layers, List<Activation> activations) {
    List<Network> members = new ArrayList<>();
    for (int e = 0; e < layers.get(0).shape()[0]; e++) {
      members.add(network(layers, activations, e));
    }
    return members;
  }

  private static Network network(List<Tensor> tensors, List<Activation> activations, int member) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < activations.size(); i++) {
      int[] shape = tensors.get(2 * i).shape();
      int in = shape[shape.length - 1];
      int out = shape[shape.length - 2];
      float[] weights = part(tensors.get(2 * i), member, in * out);
      float[] bias = part(tensors.get(2 * i + 1), member, out);
      layers.add(new Layer(in, out, weights, bias, activations.get(i)));
    }
    return new Network(layers);
  }

  private static float[] part(Tensor tensor, int index, int length) {
    return Arrays.copyOfRange(tensor.values(), index * length, (index + 1) * length);
  }

  static void write(Path file, Network network) throws IOException {
    Map<String, String> metadata = ModelMetadata.print(network, ModelMetadata.NETWORK);
    new Safetensors(metadata, stack(List.of(network), NO_MEMBERS)).write(file);
  }

  static void write(Path file, ScalarEnsemble ensemble) throws IOException {
    int[] members = {ensemble.members().size()};
    Map<String, Tensor> tensors = stack(ensemble.members(), members);
    new Safetensors(ModelMetadata.print(ensemble), tensors).write(file);
  }

  static void write(Path file, ModelFile model) throws IOException {
    Ensemble ensemble = model.dynamics();
    int[] members = {ensemble.members().size()};
    Map<String, Tensor> tensors = stack(ensemble.members(), members);
    tensors.put("input_mean", vector(ensemble.inputMean()));
    tensors.put("input_std", vector(ensemble.inputStd()));
    if (ensemble.gaussian()) {
      tensors.put("min_logvar", vector(ensemble.minLogVariance()));
      tensors.put("max_logvar", vector(ensemble.maxLogVariance()));
    }
    new Safetensors(ModelMetadata.print(model), tensors).write(file);
  }

  private static Map<String, Tensor> stack(List<Network> networks, int[] members) {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int i = 0; i < networks.get(0).layers().size(); i++) {
      Layer first = networks.get(0).layers().get(i);
      float[][] weights = new float[networks.size()][];
      float[][] biases = new float[networks.size()][];
      for (int e = 0; e < networks.size(); e++) {
        weights[e] = networks.get(e).layers().get(i).weights();
        biases[e] = networks.get(e).layers().get(i).bias();
      }
      int[] bias = append(members, first.outputs());
      tensors.put(
          "layers." + i + ".weight", new Tensor(append(bias, first.inputs()), join(weights)));
      tensors.put("layers." + i + ".bias", new Tensor(bias, join(biases)));
    }
    return tensors;
  }

  private static float[] join(float[][] parts) {
    float[] joined = new float[Math.multiplyExact(parts.length, parts[0].length)];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(parts[i], 0, joined, i * parts[0].length, parts[0].length);
    }
    return joined;
  }

  private static Tensor vector(float[] values) {
    return new Tensor(new int[] {values.length}, values);
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static int[] append(int[] shape, int size) {
    int[] longer = Arrays.copyOf(shape, shape.length + 1);
    longer[shape.length] = size;
    return longer;
  }
}
