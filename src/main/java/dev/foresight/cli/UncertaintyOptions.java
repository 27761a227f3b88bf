package dev.foresight.cli;

import dev.foresight.Exploration;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import picocli.CommandLine.Option;

/** Options that say what a planner makes of what it cannot know. */
final class UncertaintyOptions {
  @Option(
      names = "--propagation",
      paramLabel = "NAME",
      description = "How futures travel through an ensemble: ${COMPLETION-CANDIDATES}.")
  private Propagation propagation;

  @Option(
      names = "--explore",
      paramLabel = "HOW",
      converter = ExplorationOption.class,
      description =
          "What plans make of what the model does not know: greedy (plans do well on all of"
              + " its members), posterior (one member for an episode) or hallucinated[:BETA] (plans"
              + " choose within BETA deviations of the members; propagation E or DS). Default:"
              + " greedy.")
  private Exploration exploration;

  @Option(
      names = "--risk",
      paramLabel = "HOW",
      converter = RiskOption.class,
      description = "What a plan's returns are worth together: mean, worst, var:ALPHA, cvar:ALPHA,"
          + " entropic:THETA, std:KAPPA (mean + KAPPA standard deviations) or epistemic:KAPPA"
          + " (the deviation between the members alone). Default: mean.")
  private Risk risk;

  /** The planner with what was asked for. */
  PlannerConfig of(PlannerConfig base) {
    return new Changed<>(base)
        .by(PlannerConfig::withPropagation, propagation)
        .by(PlannerConfig::withExploration, exploration)
        .by(PlannerConfig::withRisk, risk)
        .value();
  }
}
