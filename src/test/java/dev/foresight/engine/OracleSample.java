package dev.foresight.engine;

import dev.foresight.Bounds;
import dev.foresight.PlannerConfig;
import java.util.Map;

/** The plans of a round: kept, the mean, put forward or fresh; each within the box and the rate. */
final class OracleSample {
  private final EngineSpec spec;
  private final PlannerConfig config;
  private final OracleNoise noise;
  private final Map<ArrayName, double[]> arrays;
  private final int steps;
  private final int actions;
  private final float[] low;
  private final float[] high;

  OracleSample(EngineSpec spec, Map<ArrayName, double[]> arrays) {
    this.spec = spec;
    this.arrays = arrays;
    config = spec.config();
    noise = new OracleNoise(config.seed());
    steps = spec.steps();
    actions = spec.actionSize();
    low = spec.actions().low();
    high = spec.actions().high();
  }

  double[] plans(int call, Round round) {
    double[] plans = new double[spec.length(ArrayName.PLANS, round.plans())];
    for (int b = 0; b < spec.problems(); b++) {
      for (int n = 0; n < round.plans(); n++) {
        double[] fresh = fresh(b, n, call, round);
        for (int i = 0; i < fresh.length; i++) {
          boolean hasElite = n < round.kept() && !Double.isNaN(elite(b, n, i));
          int k = n - round.kept() - (round.mean() ? 1 : 0);
          boolean proposed = k >= 0 && k < config.proposals() && !Double.isNaN(proposal(b, k, 0));
          boolean isMean = round.mean() && n == round.kept() || n == 0 && round.kept() > 0;
          double fitted = hasElite ? elite(b, n, i) : isMean ? mean(b, i) : fresh[i];
          double value = proposed ? proposal(b, k, i) : fitted;
          int a = i % actions;
          plans[(b * round.plans() + n) * fresh.length + i] =
              Math.max(low[a], Math.min(high[a], value));
        }
        limit(plans, (b * round.plans() + n) * fresh.length, b);
      }
    }
    return plans;
  }

  private void limit(double[] plans, int from, int b) {
    float[] rate = spec.actions().rate();
    for (int i = 0; i < steps * actions && rate.length > 0; i++) {
      int a = i % actions;
      double last =
          i < actions ? arrays.get(ArrayName.PREVIOUS)[b * actions + a] : plans[from + i - actions];
      if (!Double.isNaN(last)) {
        plans[from + i] = Math.max(last - rate[a], Math.min(last + rate[a], plans[from + i]));
      }
    }
  }

  private double[] fresh(int b, int n, int call, Round round) {
    float[][] matrix = config.noise().matrix(steps);
    int knots = matrix[0].length;
    double[] plan = new double[steps * actions];
    for (int i = 0; i < plan.length; i++) {
      int a = i % actions;
      double z = 0;
      for (int k = 0; k < knots; k++) {
        int element = (n * knots + k) * actions + a;
        float weight = matrix[i / actions][k];
        if (weight != 0) {
          z += weight * noise.normal(spec.firstProblem() + b, call, round.iteration(), element);
        }
      }
      double std = arrays.get(ArrayName.STD)[b * plan.length + i];
      if (config.bounds() == Bounds.TRUNCATED) {
        double nearer = Math.min(mean(b, i) - low[a], high[a] - mean(b, i));
        std = Math.min(std, Math.max(nearer, 0) / 2);
        z = OracleNoise.truncated(z);
      }
      plan[i] = mean(b, i) + std * z;
    }
    return plan;
  }

  private double elite(int b, int e, int i) {
    int remembered = Round.remembered(config);
    return arrays.get(ArrayName.ELITES)[(b * remembered + e) * steps * actions + i];
  }

  private double proposal(int b, int k, int i) {
    return arrays.get(ArrayName.PROPOSALS)[(b * config.proposals() + k) * steps * actions + i];
  }

  private double mean(int b, int i) {
    return arrays.get(ArrayName.MEAN)[b * steps * actions + i];
  }
}
