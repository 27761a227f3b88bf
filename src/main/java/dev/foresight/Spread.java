package dev.foresight;

import dev.foresight.engine.EngineSpec;

/**
 * Splits the spread of a plan's returns between and within ensemble members. Under TS-infinity,
 * futures p and p + E share a member.
 */
final class Spread {
  private Spread() {}

  /** Standard deviation of the members' mean returns. */
  static float epistemic(EngineSpec spec, float[] returns, int at) {
    int groups = groups(spec);
    double mean = 0;
    for (int g = 0; g < groups; g++) {
      mean += mean(spec, returns, at, g, groups) / groups;
    }
    double variance = 0;
    for (int g = 0; g < groups; g++) {
      double distance = mean(spec, returns, at, g, groups) - mean;
      variance += distance * distance / groups;
    }
    return mixed(spec) ? Float.NaN : (float) Math.sqrt(variance);
  }

  /** Root mean square of the members' standard deviations. */
  static float aleatoric(EngineSpec spec, float[] returns, int at) {
    int groups = groups(spec);
    double variance = 0;
    for (int g = 0; g < groups; g++) {
      double mean = mean(spec, returns, at, g, groups);
      int count = 0;
      double squares = 0;
      for (int p = g; p < spec.particles(); p += groups) {
        squares += (returns[at + p] - mean) * (returns[at + p] - mean);
        count++;
      }
      variance += squares / count / groups;
    }
    return mixed(spec) ? Float.NaN : (float) Math.sqrt(variance);
  }

  private static double mean(EngineSpec spec, float[] returns, int at, int group, int groups) {
    double sum = 0;
    int count = 0;
    for (int p = group; p < spec.particles(); p += groups) {
      sum += returns[at + p];
      count++;
    }
    return sum / count;
  }

  private static int groups(EngineSpec spec) {
    return spec.model().dynamics() instanceof Ensemble ensemble
        ? Math.min(ensemble.members().size(), spec.particles())
        : 1;
  }

  private static boolean mixed(EngineSpec spec) {
    return spec.config().propagation() == Propagation.TS1 && groups(spec) > 1;
  }
}
