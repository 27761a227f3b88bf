package dev.foresight;

import dev.foresight.compute.Check;

/**
 * How a planner uses what its ensemble does not know. Optimism and pessimism about the return of a
 * plan are no exploration of their own but a {@link Risk}: {@code mean + kappa * std}.
 *
 * <pre>{@code
 * PlannerConfig config = PlannerConfig.cem().withExploration(Exploration.posteriorSampling());
 * }</pre>
 */
public sealed interface Exploration {

  /** All members count, and plans are to do well on them all. */
  static Exploration greedy() {
    return new Greedy();
  }

  /**
   * One member is taken for the truth over a whole episode (Thompson sampling over models; Osband,
   * Russo and Van Roy 2013): each problem has one of its own, drawn anew by {@link Planner#reset}.
   * Everything that the ensemble does, that member does alone; a plan has no epistemic spread. Dynamics
   * that are one model are planned through as ever.
   */
  static Exploration posteriorSampling() {
    return new PosteriorSampling();
  }

  /**
   * Hallucinated control (H-UCRL; Curi, Berkenkamp and Krause 2020, section 3): plans choose, within
   * what the ensemble thinks possible, which next state they reach. A plan has S more actions eta in
   * [-1, 1], and element i of the next state is {@code M_i + beta * sigma_i * eta_i}, with M the mean
   * and sigma the population standard deviation of the members' means; under {@link Propagation#DS}
   * noise with the mean of their variances is added. Needs an ensemble of more than one member, and
   * propagation E or DS. A {@link Plan} shows the first A actions only, and its disagreement is that
   * of the members' mean, without eta.
   *
   * @param beta how many standard deviations are thought possible, above 0
   */
  static Exploration hallucinated(float beta) {
    return new Hallucinated(beta);
  }

  /** See {@link Exploration#greedy()}. */
  record Greedy() implements Exploration {}

  /** See {@link Exploration#posteriorSampling()}. */
  record PosteriorSampling() implements Exploration {}

  /** See {@link Exploration#hallucinated(float)}. */
  record Hallucinated(float beta) implements Exploration {
    public Hallucinated {
      Check.finite("exploration beta", beta);
      Check.that(
          beta > 0,
          "exploration beta is " + beta + "; it must be above 0 (Exploration.greedy() has none)");
    }
  }
}
