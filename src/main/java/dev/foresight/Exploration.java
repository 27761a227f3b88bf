package dev.foresight;

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

  /** See {@link Exploration#greedy()}. */
  record Greedy() implements Exploration {}

  /** See {@link Exploration#posteriorSampling()}. */
  record PosteriorSampling() implements Exploration {}
}
