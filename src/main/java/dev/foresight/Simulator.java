package dev.foresight;

import dev.foresight.compute.Check;

/**
 * Dynamics as Java code: embeds any simulator as the model. CPU engine only.
 *
 * <p>{@link #step} is called by several threads at once, each with its own arrays. An exception
 * from it ends the plan with a {@link BackendException} that carries it; a next state that is not
 * finite gives its plan a return of minus infinity. Plans whose episode
 * has ended or whose state is not finite are not passed on.
 */
public non-sealed interface Simulator extends Dynamics {
  /**
   * Moves a batch of states one step on.
   *
   * @param states {@code [rows][S]}, row by row
   * @param actions {@code [rows][A]}, row by row
   * @param next {@code [rows][S]}, to be filled
   * @param rows how many rows count
   */
  void step(float[] states, float[] actions, float[] next, int rows);

  /** Simulators are deterministic. */
  @Override
  default boolean stochastic() {
    return false;
  }

  /** The next state. */
  @Override
  default float[] expect(float[] state, float[] action) {
    Check.length("state", state.length, stateSize(), "the model's state");
    Check.length("action", action.length, actionSize(), "the model's action");
    float[] next = new float[stateSize()];
    step(state.clone(), action.clone(), next, 1);
    return next;
  }
}
