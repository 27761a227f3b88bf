package dev.foresight.cli;

import dev.foresight.Exploration;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The ways to decide under a model's uncertainty that a comparison knows, each from one planner. */
enum Way {
  /** The best on average over the members. */
  GREEDY(config -> config.withRisk(Risk.mean())),

  /** The best if one member, drawn for each episode, is right (Osband et al. 2013). */
  POSTERIOR(config -> config.withExploration(Exploration.posteriorSampling())),

  /** The best by an upper bound: the mean and one deviation between the members' returns. */
  OPTIMISTIC(config -> config.withRisk(Risk.meanStd(1, Uncertainty.EPISTEMIC))),

  /** The best if the planner may choose within the members' spread (Curi et al. 2020). */
  HALLUCINATED(
      config -> config.withPropagation(Propagation.E).withExploration(Exploration.hallucinated(1))),

  /** The best by a lower bound. */
  PESSIMISTIC(config -> config.withRisk(Risk.meanStd(-1, Uncertainty.EPISTEMIC)));

  private final UnaryOperator<PlannerConfig> change;

  Way(UnaryOperator<PlannerConfig> change) {
    this.change = change;
  }

  /** A planner that decides in this way. */
  PlannerConfig of(PlannerConfig base) {
    return change.apply(base);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
