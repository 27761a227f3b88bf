package dev.foresight.engine.kernel;

import dev.foresight.Ensemble;
import dev.foresight.Network;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sizes that decide how a rollout is tiled; models with equal ones are tiled alike.
 *
 * @param layers of all networks that a step goes through, those of all members where it takes them
 *     all; empty for a model of formulas
 * @param widest of all activations
 * @param states S
 * @param actions A
 * @param noisy whether noise is added to next states
 * @param moments words for each plan that the moments of what is predicted take, in the rollout or in
 *     propose
 * @param joint whether a tile has all futures
 */
record RolloutShape(
    List<Layer> layers,
    int widest,
    int states,
    int actions,
    boolean noisy,
    int moments,
    boolean joint) {

  /** The sizes of a layer. */
  record Layer(int inputs, int outputs) {}

  static RolloutShape of(EngineSpec spec) {
    WorldModel model = spec.model();
    List<Network> networks = ModelText.networks(model);
    boolean every = spec.mixture() || spec.joint();
    Stream<Network> more =
        every && !spec.posterior() && model.dynamics() instanceof Ensemble ensemble
            ? ensemble.members().stream().skip(1)
            : Stream.of();
    List<Layer> layers = Stream.concat(networks.stream(), more)
        .flatMap(network -> network.layers().stream())
        .map(layer -> new Layer(layer.inputs(), layer.outputs()))
        .toList();
    int widest = networks.stream().mapToInt(Network::widest).max().orElse(0);
    return new RolloutShape(
        layers,
        widest,
        spec.stateSize(),
        spec.actionSize(),
        spec.noisy(),
        every ? moments(spec) : spec.proposes() ? 1 : 0,
        spec.joint());
  }

  /** A share, the variances that are wanted, and a mean where it cannot lie in the next state. */
  private static int moments(EngineSpec spec) {
    boolean epistemic = spec.noisy() || spec.hallucinated();
    int rows = (spec.noisy() ? 1 : 0) + (epistemic ? 1 : 0) + (spec.joint() ? 1 : 0);
    return 1 + rows * spec.stateSize();
  }

  int widestOutput() {
    return layers.stream().mapToInt(Layer::outputs).max().orElse(0);
  }

  /** Group memory of the rollout kernel: states, actions, next states, activations, noise, moments. */
  long groupBytes(Tiling tiling) {
    int steps = joint ? 1 : Math.max(1, tiling.items() / states);
    long words = (2L * states + actions + moments) * tiling.rows()
        + (long) widest * tiling.pitch()
        + (noisy ? (long) steps * states : 0);
    return words * Float.BYTES;
  }

  /** Group memory of the kernel disagree: states, actions, activations, moments. */
  long bytesOfMembers(Tiling tiling) {
    long words = (long) (states + actions) * tiling.rows() + (long) widest * tiling.pitch();
    return (words + 2L * states) * Float.BYTES;
  }
}
