package dev.foresight;

import dev.foresight.compute.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes an ensemble that leaves some elements of the state as they are. */
final class KeptElements {
  /** The log-variance of a kept element: a deviation of 3e-7. */
  private static final float LOG_VARIANCE = -30;

  private KeptElements() {}

  /** See {@link Ensemble#keeping}. */
  static Ensemble of(Ensemble from, boolean[] kept) {
    int states = from.stateSize();
    Check.length("kept", kept.length, states, "the state");
    float[] min = from.minLogVariance().clone();
    float[] max = from.maxLogVariance().clone();
    boolean any = false;
    for (int i = 0; i < states; i++) {
      any |= kept[i];
      Check.that(
          !kept[i] || from.delta()[i],
          "kept[" + i + "] is true, but the ensemble predicts the value of that element, not its"
              + " change; set delta[" + i + "]");
      if (kept[i] && min.length > 0) {
        min[i] = LOG_VARIANCE;
        max[i] = LOG_VARIANCE;
      }
    }
    if (!any) {
      return from;
    }
    List<Network> members =
        from.members().stream().map(member -> silenced(member, kept)).toList();
    return new Ensemble(
        members,
        from.actionSize(),
        from.features(),
        from.inputMean(),
        from.inputStd(),
        from.delta(),
        min,
        max);
  }

  private static Network silenced(Network member, boolean[] kept) {
    List<Network.Layer> layers = new ArrayList<>(member.layers());
    Network.Layer last = layers.remove(layers.size() - 1);
    float[] weights = last.weights().clone();
    float[] bias = last.bias().clone();
    for (int j = 0; j < last.outputs(); j++) {
      if (kept[j % kept.length]) {
        Arrays.fill(weights, j * last.inputs(), (j + 1) * last.inputs(), 0);
        bias[j] = 0;
      }
    }
    layers.add(new Network.Layer(last.inputs(), last.outputs(), weights, bias, last.activation()));
    return new Network(layers);
  }
}
