package dev.foresight.cli;

import dev.foresight.PlannerConfig;
import java.util.Locale;

/** The planners that have a name. */
enum Preset {
  RANDOM(PlannerConfig.random()),
  PREDICTIVE(PlannerConfig.predictiveSampling()),
  CEM(PlannerConfig.cem()),
  ICEM(PlannerConfig.icem()),
  MPPI(PlannerConfig.mppi()),
  TDMPC2(PlannerConfig.tdmpc2());

  private final PlannerConfig config;

  Preset(PlannerConfig config) {
    this.config = config;
  }

  PlannerConfig config() {
    return config;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
