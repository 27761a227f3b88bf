package dev.foresight.engine.cpu;

import dev.foresight.PlannerConfig;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Feasibility;
import dev.foresight.engine.Round;

/** One worker's scoring, weighing and fitting of one problem. */
final class Fitter {
  private final EngineSpec spec;
  private final PlannerConfig config;
  private final float[] returns;
  private final Selection selection;
  private final int[] chosen;
  private final float[] floor;

  Fitter(EngineSpec spec) {
    this.spec = spec;
    config = spec.config();
    returns = new float[spec.particles()];
    selection = new Selection(config.plans());
    chosen = new int[config.plans()];
    floor = Box.shareOfRange(spec.actions(), config.minStd());
  }

  void score(EngineArrays arrays, Round round, int problem, EngineSpec now) {
    int at = problem * arrays.width;
    int members = now.carriers();
    for (int n = 0; n < round.plans(); n++) {
      for (int p = 0; p < returns.length; p++) {
        returns[p] = arrays.returns[arrays.returnRow(problem, p) + n];
      }
      arrays.scores[at + n] = (float) config.risk().of(returns, members);
    }
    if (arrays.violations.length > 0) {
      constrain(arrays, round, problem, now);
    }
  }

  private void constrain(EngineArrays arrays, Round round, int problem, EngineSpec now) {
    int particles = returns.length;
    int allowed = Feasibility.allowed(now.model().constraint(), particles);
    for (int n = 0; n < round.plans(); n++) {
      float count = 0;
      for (int p = 0; p < particles; p++) {
        count += arrays.violations[arrays.returnRow(problem, p) + n];
      }
      int at = problem * arrays.width + n;
      if (Float.isFinite(arrays.scores[at])) {
        arrays.scores[at] = Feasibility.score(arrays.scores[at], count, allowed, particles);
      }
    }
  }

  void weigh(EngineArrays arrays, Round round, int problem) {
    int at = problem * arrays.width;
    int best = selection.select(arrays.scores, at, round.plans(), config.elites());
    java.util.Arrays.fill(arrays.weights, at, at + round.plans(), 0);
    float greatest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < best; k++) {
      greatest = Math.max(greatest, arrays.scores[at + selection.plan(k)]);
    }
    double sum = 0;
    for (int k = 0; k < best; k++) {
      double score = arrays.scores[at + selection.plan(k)];
      sum += Math.exp((score - greatest) / config.temperature());
    }
    for (int k = 0; k < best; k++) {
      int n = at + selection.plan(k);
      double weight = Math.exp(((double) arrays.scores[n] - greatest) / config.temperature());
      arrays.weights[n] = (float) (weight / sum);
    }
  }

  /** The plan that is the first elite now, below 0 if there is none. */
  int fit(EngineArrays arrays, Round round, int problem) {
    int at = problem * arrays.width;
    int count = 0;
    for (int n = 0; n < round.plans(); n++) {
      if (arrays.weights[at + n] > 0) {
        chosen[count++] = n;
      }
    }
    if (count == 0) {
      arrays.failures[problem]++;
      return -1;
    }
    int numbers = arrays.steps * arrays.actions;
    for (int i = 0; i < numbers; i++) {
      fit(arrays, problem * numbers + i, at, count, i % arrays.actions);
    }
    int best = selection.select(arrays.scores, at, round.plans(), arrays.remembered);
    selection.sort(best);
    for (int k = 0; k < arrays.remembered; k++) {
      for (int i = 0; i < numbers; i++) {
        arrays.elites[(problem * arrays.remembered + k) * numbers + i] = k < best
            ? arrays.plans[(problem * numbers + i) * arrays.width + selection.plan(k)]
            : Float.NaN;
      }
    }
    return best > 0 ? selection.plan(0) : -1;
  }

  private void fit(EngineArrays arrays, int step, int weights, int count, int action) {
    int row = step * arrays.width;
    double mean = 0;
    for (int k = 0; k < count; k++) {
      mean += (double) arrays.weights[weights + chosen[k]] * arrays.plans[row + chosen[k]];
    }
    double variance = 0;
    for (int k = 0; k < count; k++) {
      double distance = arrays.plans[row + chosen[k]] - mean;
      variance += arrays.weights[weights + chosen[k]] * distance * distance;
    }
    double momentum = config.momentum();
    arrays.mean[step] = (float) (momentum * arrays.mean[step] + (1 - momentum) * mean);
    double std = momentum * arrays.std[step] + (1 - momentum) * Math.sqrt(variance);
    arrays.std[step] = (float) Math.max(floor[action], std);
  }
}
