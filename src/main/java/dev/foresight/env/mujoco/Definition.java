package dev.foresight.env.mujoco;

import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.List;
import java.util.Random;

/**
 * An environment over MuJoCo as a value.
 *
 * @param model name of the file with its bodies
 * @param frameSkip steps of MuJoCo for an action
 * @param maxSteps the step that is truncated
 * @param task name, actions, reward, termination, over observations
 * @param features inputs for a network that learns the dynamics
 * @param delta which elements of an observation a network learns the change of
 * @param kept which elements of an observation stay what they are for an episode
 * @param sight what is observed
 * @param start draws the first positions and velocities
 */
record Definition(
    String model,
    int frameSkip,
    int maxSteps,
    Task task,
    List<Expr> features,
    boolean[] delta,
    boolean[] kept,
    Sight sight,
    Start start) {

  /** The distribution of the first state. */
  interface Start {
    /**
     * Changes the reference pose.
     *
     * @param velocities zeros
     */
    void draw(Random random, double[] positions, double[] velocities);
  }

  /** Length of an observation. */
  int seen() {
    return delta.length;
  }
}
