package dev.foresight.engine.kernel;

import dev.foresight.Network;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import java.util.List;

/**
 * The sizes that decide how a rollout is tiled; models with equal ones are tiled alike.
 *
 * @param layers of all networks that a step goes through; empty for a model of formulas
 * @param widest of all activations
 * @param states S
 * @param actions A
 * @param noisy whether noise is added to next states
 */
record RolloutShape(List<Layer> layers, int widest, int states, int actions, boolean noisy) {

  /** The sizes of a layer. */
  record Layer(int inputs, int outputs) {}

  static RolloutShape of(EngineSpec spec) {
    WorldModel model = spec.model();
    List<Network> networks = ModelText.networks(model);
    List<Layer> layers = networks.stream()
        .flatMap(network -> network.layers().stream())
        .map(layer -> new Layer(layer.inputs(), layer.outputs()))
        .toList();
    int widest = networks.stream().mapToInt(Network::widest).max().orElse(0);
    boolean noisy = ModelText.noisy(model.dynamics());
    return new RolloutShape(layers, widest, spec.stateSize(), spec.actionSize(), noisy);
  }

  int widestOutput() {
    return layers.stream().mapToInt(Layer::outputs).max().orElse(0);
  }

  /** Group memory of the rollout kernel: states, actions, next states, activations, noise. */
  long groupBytes(Tiling tiling) {
    int steps = Math.max(1, tiling.items() / states);
    long words = (2L * states + actions) * tiling.rows()
        + (long) widest * tiling.pitch()
        + (noisy ? (long) steps * states : 0);
    return words * Float.BYTES;
  }
}
