package dev.foresight;

import dev.foresight.engine.EngineSpec;

/**
 * Splits the spread of a plan's returns between and within ensemble members. Under TS-infinity,
 * futures p and p + E share a member.
 */
final class Spread {
  private Spread() {}

  /** Standard deviation of the members' mean returns. */
  static float epistemic(EngineSpec spec, float[] returns) {
    boolean one = spec.posterior();
    return mixed(spec) && !one ? Float.NaN : (float) Functional.between(returns, spec.carriers());
  }

  /** Root mean square of the members' standard deviations. */
  static float aleatoric(EngineSpec spec, float[] returns) {
    int members = spec.carriers();
    double variance = 0;
    for (int e = 0; e < members; e++) {
      double mean = Functional.mean(returns, e, members);
      int count = 0;
      double squares = 0;
      for (int p = e; p < returns.length; p += members) {
        squares += (returns[p] - mean) * (returns[p] - mean);
        count++;
      }
      variance += squares / count / members;
    }
    return mixed(spec) ? Float.NaN : (float) Math.sqrt(variance);
  }

  /** Whether a return is of several members, or of none with its noise. */
  private static boolean mixed(EngineSpec spec) {
    return switch (spec.config().propagation()) {
      case TS1 -> spec.particles() > 1 && spec.members() > 1 && !spec.posterior();
      case TS_INFINITY -> false;
      case E -> spec.stochastic() || spec.hallucinated();
      case DS -> spec.mixture();
      case MM -> spec.members() > 1 && !spec.posterior();
    };
  }
}
