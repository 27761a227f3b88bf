package dev.foresight.env.mujoco;

import dev.foresight.Simulator;
import dev.foresight.compute.Check;

/**
 * MuJoCo as the model that plans are tried in, on all cores: each thread has a simulation of its own. A
 * state holds everything that MuJoCo goes on from, so that plans begin where the real system is, and
 * the result depends neither on the thread nor on what it did before.
 *
 * <p>A state is positions, velocities, activations and the accelerations that MuJoCo's solver begins
 * with (zeros will do): {@code nq + 2 nv + na} numbers. A simulation that MuJoCo gives up has a next
 * state that is no number, and its plan a return of minus infinity.
 *
 * <pre>{@code
 * WorldModel model =
 *     WorldModel.of(new MujocoSimulator(MujocoModel.load(file), 5)).withReward(reward);
 * }</pre>
 */
public final class MujocoSimulator implements Simulator {
  private final int stateSize;
  private final int actionSize;
  private final ThreadLocal<Body> bodies;

  /**
   * All of a model's state, with nothing before it.
   *
   * @param frameSkip steps of MuJoCo for an action, at least 1
   */
  public MujocoSimulator(MujocoModel model, int frameSkip) {
    this(model, Check.atLeast("frameSkip", frameSkip, 1), 0, (before, now, to, at) -> {});
  }

  /** With an observation at the beginning of a state. */
  MujocoSimulator(MujocoModel model, int frameSkip, int seen, Sight sight) {
    stateSize = Body.stateSize(model, seen);
    actionSize = model.controls();
    bodies = ThreadLocal.withInitial(() -> new Body(model, frameSkip, seen, sight));
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  @Override
  public int actionSize() {
    return actionSize;
  }

  @Override
  public void step(float[] states, float[] actions, float[] next, int rows) {
    Body body = bodies.get();
    for (int row = 0; row < rows; row++) {
      body.step(states, actions, next, row);
    }
  }
}
