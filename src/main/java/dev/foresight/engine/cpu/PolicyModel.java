package dev.foresight.engine.cpu;

import dev.foresight.ActionSpace;
import dev.foresight.Network;
import dev.foresight.compute.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * What the policy does in the states of a tile: its network's outputs, clamped to the action space, and 0
 * where plans have more actions than the model.
 */
final class PolicyModel {
  private final PackedNetworks network;
  private final int actions;

  PolicyModel(Network policy, NetworkPacker packer) {
    network = packer.pack(List.of(policy));
    actions = policy.outputs();
  }

  /** One worker's way to compute it. */
  interface OnRows {
    /** Fills the rows of the action from those of the state. */
    void act(int count);
  }

  OnRows on(ActionSpace space, Rows rows, Kernels kernels) {
    PackedNetworks.OnRows packed = network.on(kernels, rows.width());
    float[] low = space.low();
    float[] high = space.high();
    return count -> {
      rows.copyInputs(rows.state().length, packed.input(), count);
      float[] outputs = packed.apply(0, count);
      for (int a = 0; a < actions; a++) {
        clamp(outputs, a * count, low[a], high[a], rows.action()[a], count);
      }
      for (int a = actions; a < rows.action().length; a++) {
        Arrays.fill(rows.action()[a], 0, count, 0);
      }
    };
  }

  private static void clamp(float[] from, int at, float low, float high, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] = Math.max(low, Math.min(high, from[at + r]));
    }
  }
}
