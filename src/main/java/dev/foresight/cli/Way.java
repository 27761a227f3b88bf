package dev.foresight.cli;

import dev.foresight.Exploration;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import java.util.Locale;
import java.util.function.BiFunction;

/** The ways to decide under a model's uncertainty that a comparison knows, each from one planner. */
enum Way {
  /** The best on average over the members. */
  GREEDY((config, beta) -> config.withRisk(Risk.mean())),

  /** The best if one member, drawn for each episode, is right (Osband et al. 2013). */
  POSTERIOR((config, beta) -> config.withExploration(Exploration.posteriorSampling())),

  /** The best by an upper bound: the mean and beta deviations between the members' returns. */
  OPTIMISTIC((config, beta) -> config.withRisk(Risk.meanStd(beta, Uncertainty.EPISTEMIC))),

  /** The best if the planner may choose within the members' spread (Curi et al. 2020). */
  HALLUCINATED((config, beta) ->
      config.withPropagation(Propagation.E).withExploration(Exploration.hallucinated(beta))),

  /** The best by a lower bound. */
  PESSIMISTIC((config, beta) -> config.withRisk(Risk.meanStd(-beta, Uncertainty.EPISTEMIC)));

  private final BiFunction<PlannerConfig, Float, PlannerConfig> change;

  Way(BiFunction<PlannerConfig, Float, PlannerConfig> change) {
    this.change = change;
  }

  /**
   * A planner that decides in this way.
   *
   * @param beta deviations by which it differs from the mean, if it is for or against them
   */
  PlannerConfig of(PlannerConfig base, float beta) {
    return change.apply(base, beta);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
