package dev.foresight.engine.kernel;

import dev.foresight.Ensemble;
import dev.foresight.Network;
import dev.foresight.Propagation;
import dev.foresight.engine.EngineSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Where things lie in the group memory of the rollout on tensor cores, in words: factors of a layer's activations, the
 * network's inputs and outputs, states, actions, next states, noise; then weights, of as many layers as find room,
 * which stay there while the member does.
 *
 * @param groups of a band's factors
 * @param places of what kernels define, by the name of the constant
 * @param staged where each layer's weights lie, from the first that stay on; -1 for those that are read from the device's
 *     memory each time
 * @param bytes of it all
 */
record TensorLayout(int groups, List<Place> places, List<Integer> staged, long bytes) {
  private static final int ALIGNMENT = 4;

  /** Where something begins. */
  record Place(String name, long at) {}

  static TensorLayout of(EngineSpec spec, Tiling tiling) {
    Warps warps = tiling.warps().orElseThrow();
    Network network = ((Ensemble) spec.model().dynamics()).members().get(0);
    int groups = network.layers().stream()
        .mapToInt(layer -> Warps.pairs(layer.inputs()) * warps.factors())
        .max()
        .orElseThrow();
    Sizes sizes = new Sizes();
    sizes.add("", (long) tiling.rows() / Warps.BAND * groups * warps.terms() * 4 * Warps.LANES);
    int last = network.layers().get(network.layers().size() - 1).outputs();
    sizes.add("X", (long) Math.max(network.inputs(), last) * tiling.pitch());
    sizes.add("STATES", (long) spec.stateSize() * tiling.rows());
    sizes.add("ACTIONS", (long) spec.actionSize() * tiling.rows());
    sizes.add("NEXTS", (long) spec.stateSize() * tiling.rows());
    int steps = Math.max(1, tiling.items() / spec.stateSize());
    sizes.add("NOISE", spec.noisy() ? (long) steps * spec.stateSize() : 0);
    sizes.places.add(new Place("STAGED", sizes.words / 4));
    List<Integer> staged = new ArrayList<>();
    long begin = sizes.words;
    for (Network.Layer layer : network.layers()) {
      int words = new Fragments(layer, warps).factorWords();
      boolean stays =
          keepsMember(spec) && (sizes.words + words) * Float.BYTES <= warps.groupBytes();
      staged.add(stays ? (int) (sizes.words - begin) : -1);
      sizes.words += stays ? words : 0;
    }
    return new TensorLayout(groups, sizes.places, staged, sizes.words * Float.BYTES);
  }

  /** Whether a future has one member over the whole horizon. */
  private static boolean keepsMember(EngineSpec spec) {
    return spec.members() == 1
        || spec.posterior()
        || spec.config().propagation() == Propagation.TS_INFINITY;
  }

  boolean stages() {
    return staged.stream().anyMatch(at -> at >= 0);
  }

  void define(Constants constants) {
    constants.define("GROUPS", groups);
    constants.flag("STAGES", stages());
    places.forEach(place -> constants.define(place.name() + "_AT", place.at()));
  }

  /** Places one after the other, each at a multiple of 16 bytes. */
  private static final class Sizes {
    final List<Place> places = new ArrayList<>();
    long words;

    void add(String name, long size) {
      if (!name.isEmpty()) {
        places.add(new Place(name, words));
      }
      words += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
  }
}
