package dev.foresight;

import dev.foresight.compute.Check;

/**
 * How an uncertain state travels through the model (PETS, Chua et al. 2018, section 4). All plans of
 * one problem face the same futures: neither a particle's member nor its noise depends on the plan.
 *
 * <p>For a state and an action, member e of the E predicts a normal distribution of the next state,
 * element by element, with mean {@code m_e} and variance {@code v_e} (0 for a deterministic ensemble);
 * {@link Equations} are one member. Through deterministic dynamics E, TS1 and TS_INFINITY are all the
 * same one future.
 */
public enum Propagation {
  /** A member drawn anew for each particle at each step. */
  TS1,
  /** A member kept by each particle over the whole horizon; particles are spread evenly. */
  TS_INFINITY,
  /**
   * Expectation: the next state is the mean of {@code m_e} over the members, without noise. There is
   * one particle.
   */
  E,
  /**
   * Distribution sampling: a particle's next state is drawn anew at each step from the normal
   * distribution that has the moments of the members' mixture: mean M of {@code m_e}, variance the
   * mean of {@code v_e} plus the mean of {@code (m_e - M)^2}. Needs a model with uncertainty.
   */
  DS,
  /**
   * Moment matching: after each step all particles of a plan are drawn anew from one normal
   * distribution, that of the moments over all members and all particles s_p whose episode has not
   * ended: mean M of {@code m_e(s_p)}, variance the mean of {@code v_e(s_p)} plus the mean of {@code
   * (m_e(s_p) - M)^2}. These are the moments of what is predicted and not of samples from it, which
   * PETS's code draws first: the same in expectation, with less noise. Rewards, ends and the terminal
   * value are each particle's own, from its own state. A prediction that is not finite, for a particle
   * whose episode has not ended, spoils all of which that is true. Needs a model with uncertainty.
   */
  MM;

  /** Whether dynamics have the uncertainty that this draws from. */
  public boolean fits(Dynamics dynamics) {
    return this != DS && this != MM || dynamics.stochastic();
  }

  /**
   * Checks that dynamics have the uncertainty that this draws from.
   *
   * @throws IllegalArgumentException that says which fit
   */
  public void check(Dynamics dynamics) {
    Check.that(
        fits(dynamics),
        "propagation " + this + " needs a model with uncertainty; this one is deterministic, use E,"
            + " TS1 or TS_INFINITY");
  }
}
