package dev.foresight.env.mujoco;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * A simulation that is moved by actions, of which something is seen. Its state is the observation and then
 * what MuJoCo goes on from: positions, velocities, activations, and the accelerations that its
 * solver begins with. For one thread.
 */
final class Body {
  private final MujocoData data;
  private final int frameSkip;
  private final int seen;
  private final Sight sight;
  private final double[] before;
  private final DoubleBuffer[] kept;

  /**
   * @param frameSkip steps of MuJoCo for an action
   * @param seen length of an observation
   */
  Body(MujocoModel model, int frameSkip, int seen, Sight sight) {
    data = new MujocoData(model);
    this.frameSkip = frameSkip;
    this.seen = seen;
    this.sight = sight;
    before = new double[model.positions()];
    kept = new DoubleBuffer[] {
      data.positions(), data.velocities(), data.activations(), data.warmStart()
    };
  }

  /** Length of the state, S. */
  static int stateSize(MujocoModel model, int seen) {
    return seen + model.positions() + 2 * model.velocities() + model.activations();
  }

  MujocoData data() {
    return data;
  }

  /** Goes on from a state. */
  void load(float[] states, int at) {
    int from = at + seen;
    for (DoubleBuffer part : kept) {
      for (int i = 0; i < part.limit(); i++) {
        part.put(i, states[from++]);
      }
    }
  }

  /** Writes the state. */
  void store(float[] states, int at) {
    see(states, at);
    int to = at + seen;
    for (DoubleBuffer part : kept) {
      for (int i = 0; i < part.limit(); i++) {
        states[to++] = (float) part.get(i);
      }
    }
    Reference.reachabilityFence(data);
  }

  /** Writes the observation. */
  void see(float[] to, int at) {
    sight.read(before, data, to, at);
    Reference.reachabilityFence(data);
  }

  /** Takes the present positions for those before. */
  void stand() {
    for (int i = 0; i < before.length; i++) {
      before[i] = data.positions().get(i);
    }
  }

  /**
   * Moves on by an action.
   *
   * @return what went wrong, or null
   */
  String move(float[] actions, int at) {
    stand();
    for (int i = 0; i < data.controls().limit(); i++) {
      data.controls().put(i, actions[at + i]);
    }
    data.step(frameSkip);
    return data.failure();
  }

  /** Moves a state of a batch on; to no numbers if that went wrong. */
  void step(float[] states, float[] actions, float[] next, int row) {
    int size = stateSize(data.model(), seen);
    load(states, row * size);
    if (move(actions, row * data.controls().limit()) == null) {
      store(next, row * size);
    } else {
      Arrays.fill(next, row * size, (row + 1) * size, Float.NaN);
    }
  }
}
