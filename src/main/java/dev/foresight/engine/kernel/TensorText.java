package dev.foresight.engine.kernel;

import dev.foresight.Ensemble;
import dev.foresight.Network;
import dev.foresight.engine.EngineSpec;
import java.util.ArrayList;
import java.util.List;

/** An ensemble's members as functions of the rollout on tensor cores, their weights as {@link Fragments}. */
final class TensorText {
  private static final String HEADER = "#include \"cuda/layers.h\"\n";

  private final TensorLayout layout;
  private final Warps warps;
  private final Numbers numbers;

  TensorText(EngineSpec spec, Tiling tiling, Numbers numbers) {
    layout = TensorLayout.of(spec, tiling);
    warps = tiling.warps().orElseThrow();
    this.numbers = numbers;
  }

  /**
   * {@code memberLayers}: x -> network(x) for a tile; {@code stageMember}: what stays of a member's weights. Members
   * lie {@code FACTORS_WORDS} apart from {@code FACTORS_AT}, behind all other numbers.
   */
  String of(Ensemble ensemble, Constants constants) {
    int start = numbers.length();
    List<Integer> at = new ArrayList<>();
    int share = 0;
    List<Network.Layer> layers = ensemble.members().get(0).layers();
    for (Network.Layer layer : layers) {
      at.add(numbers.add(new Fragments(layer, warps)) - start);
      share = Math.max(share, warps.share(Warps.pairs(layer.outputs())));
    }
    constants.define("FACTORS_AT", start);
    constants.define("FACTORS_WORDS", numbers.length() - start);
    constants.define("PAIR_SHARE", share);
    layout.define(constants);
    for (Network other : ensemble.members().subList(1, ensemble.members().size())) {
      other.layers().forEach(layer -> numbers.add(new Fragments(layer, warps)));
    }
    return HEADER + stageMember(layers, at) + memberLayers(layers, at);
  }

  private String stageMember(List<Network.Layer> layers, List<Integer> at) {
    StringBuilder text = new StringBuilder("FUNCTION void stageMember(\n"
        + "    uint4 *staged, __global const float *member, const int item) {\n");
    for (int i = 0; i < layers.size(); i++) {
      if (layout.staged().get(i) >= 0) {
        Fragments each = new Fragments(layers.get(i), warps);
        text.append("  stage(staged + ").append(layout.staged().get(i) / 4);
        text.append(", member + ").append(at.get(i) + each.biases()).append(", ");
        text.append(each.factorWords() / 4).append(", item);\n");
      }
    }
    return text.append("}\n").toString();
  }

  private String memberLayers(List<Network.Layer> layers, List<Integer> at) {
    StringBuilder text = new StringBuilder("FUNCTION void memberLayers(\n"
        + "    float *x, uint4 *factors, const uint4 *staged, __global const float *member,\n"
        + "    const int rows, const int item) {\n");
    text.append("  gather(x, factors, ").append(layers.get(0).inputs()).append(", item);\n");
    for (int i = 0; i < layers.size(); i++) {
      Network.Layer layer = layers.get(i);
      int place = layout.staged().get(i);
      int biases = new Fragments(layer, warps).biases();
      text.append("  layer(x, factors, ");
      text.append(
          place < 0
              ? "(const uint4 *)(member + " + (at.get(i) + biases) + ")"
              : "staged + " + place / 4);
      text.append(", member + ").append(at.get(i)).append(", ").append(layer.inputs());
      text.append(", ")
          .append(layer.outputs())
          .append(", ")
          .append(layer.activation().name());
      text.append(i == layers.size() - 1 ? ", 1" : ", 0").append(", rows, item);\n");
    }
    return text.append("}\n").toString();
  }
}
