package dev.foresight;

/** What comes next: a learned ensemble, equations, or a simulator. */
public sealed interface Dynamics permits Ensemble, Equations, Simulator {
  /** The number of state elements, S. */
  int stateSize();

  /** The number of actions, A. */
  int actionSize();

  /** Whether the same state and action can lead to different next states. */
  boolean stochastic();

  /**
   * The mean of the next state, in plain Java: what {@link Propagation#E} plans with. For looking a few
   * steps ahead, not the fast path.
   *
   * @param state length S
   * @param action length A
   * @return length S
   */
  float[] expect(float[] state, float[] action);
}
