package dev.foresight.env;

import dev.foresight.Dynamics;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.Arrays;
import java.util.List;

/**
 * A system to control, one episode at a time, in the manner of Gymnasium: {@link #reset} begins an
 * episode, {@link #step} moves it on until a step is terminated or truncated.
 *
 * <pre>{@code
 * float[] observation = env.reset(seed);
 * for (boolean done = false; !done; ) {
 *   Step step = env.step(planner.plan(observation).action());
 *   observation = step.observation();
 *   done = step.terminated() || step.truncated();
 * }
 * }</pre>
 */
public interface Environment {
  /** Name, actions, reward and termination, as formulas over observations and the action. */
  Task task();

  /** The length of an observation, S. */
  int stateSize();

  /** What a network that learns the dynamics is best fed with: formulas over state and action. */
  List<Expr> features();

  /**
   * Per element of an observation: whether a network is to learn its change rather than its next
   * value, length S. All changes unless an environment says otherwise.
   */
  default boolean[] delta() {
    boolean[] delta = new boolean[stateSize()];
    Arrays.fill(delta, true);
    return delta;
  }

  /**
   * Per element of an observation: whether it is known to stay what it is for an episode, such as a goal, so
   * that a learned model need not guess at it, length S. None unless an environment says so.
   */
  default boolean[] kept() {
    return new boolean[stateSize()];
  }

  /**
   * The true dynamics: one step, from {@link #state} to {@link #state}. The elements of an
   * observation come first, so that the {@link #task} reads the same in both; there may be more.
   *
   * @throws UnsupportedOperationException if nobody knows them
   */
  default Dynamics dynamics() {
    throw new UnsupportedOperationException(
        "the true dynamics of " + task().name() + " are not known; learn a model of them");
  }

  /**
   * Where the true dynamics begin now: a copy of the last observation, followed by what else {@link #dynamics}
   * takes.
   *
   * @throws IllegalStateException before the first {@link #reset}, and after the episode's end
   */
  float[] state();

  /** The step that is truncated. */
  int maxSteps();

  /**
   * Begins an episode.
   *
   * @param seed of the first state; the same seed gives the same state on every machine
   * @return the first observation, length S
   */
  float[] reset(long seed);

  /**
   * Moves the episode one step on.
   *
   * @param action length A, finite; held within the bounds of {@link Task#actions()} first, for the
   *     dynamics and for the reward
   * @throws IllegalArgumentException if the action is of another length or not finite
   * @throws IllegalStateException before the first {@link #reset}, and after the episode's end
   */
  Step step(float[] action);
}
