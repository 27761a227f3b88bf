package dev.foresight.engine.cpu;

import dev.foresight.PlannerConfig;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Feasibility;
import dev.foresight.engine.Round;
import java.util.Arrays;

/** One worker's scoring, weighing and fitting of one problem. */
final class Fitter {
  /** Steps' actions that are fitted in one part. */
  private static final int NUMBERS = 16;

  private final EngineSpec spec;
  private final PlannerConfig config;
  private final float[] returns;
  private final Kernels kernels;
  private final Selection selection;
  private final float[] weights;
  private final double[] shares;
  private final float[] floor;

  Fitter(EngineSpec spec, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    config = spec.config();
    returns = new float[spec.particles()];
    selection = new Selection(config.plans());
    weights = new float[Padding.toRows(config.plans())];
    shares = new double[config.plans()];
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
    Arrays.fill(arrays.weights, at, at + round.plans(), 0);
    float greatest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < best; k++) {
      greatest = Math.max(greatest, arrays.scores[at + selection.plan(k)]);
    }
    double sum = 0;
    for (int k = 0; k < best; k++) {
      double score = arrays.scores[at + selection.plan(k)];
      shares[k] = Math.exp((score - greatest) / config.temperature());
      sum += shares[k];
    }
    for (int k = 0; k < best; k++) {
      arrays.weights[at + selection.plan(k)] = (float) (shares[k] / sum);
    }
  }

  /** How many parts the fit of a problem has, which need not be done by one worker. */
  static int parts(EngineArrays arrays) {
    return (arrays.steps * arrays.actions + NUMBERS - 1) / NUMBERS;
  }

  /** Fits MEAN and STD of some steps; whether there is anything to fit. */
  boolean fit(EngineArrays arrays, Round round, int problem, int part) {
    int plans = round.plans();
    System.arraycopy(arrays.weights, problem * arrays.width, weights, 0, plans);
    Arrays.fill(weights, plans, weights.length, 0);
    boolean any = false;
    for (int n = 0; n < plans && !any; n++) {
      any = weights[n] > 0;
    }
    int numbers = arrays.steps * arrays.actions;
    int end = Math.min(numbers, (part + 1) * NUMBERS);
    for (int i = part * NUMBERS; i < end && any; i++) {
      fit(arrays, problem * numbers + i, Padding.toRows(plans), floor[i % arrays.actions]);
    }
    return any;
  }

  /** Keeps the elites; the plan that is the first of them now, below 0 if there is none. */
  int keep(EngineArrays arrays, Round round, int problem) {
    int numbers = arrays.steps * arrays.actions;
    int best =
        selection.select(arrays.scores, problem * arrays.width, round.plans(), arrays.remembered);
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

  private void fit(EngineArrays arrays, int step, int count, float floor) {
    int row = step * arrays.width;
    double mean = kernels.sum(weights, arrays.plans, row, count);
    double variance = kernels.squares(weights, arrays.plans, row, (float) mean, count);
    double momentum = config.momentum();
    arrays.mean[step] = (float) (momentum * arrays.mean[step] + (1 - momentum) * mean);
    double std = momentum * arrays.std[step] + (1 - momentum) * Math.sqrt(variance);
    arrays.std[step] = (float) Math.max(floor, std);
  }
}
