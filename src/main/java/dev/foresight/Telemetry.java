package dev.foresight;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;

/** Reads what an iteration left in an engine and tells a listener of it. */
final class Telemetry {
  /** Rounding of a sum of weighted actions, as a share of a distance. */
  private static final float NEARLY = 1e-4f;

  private final EngineSpec spec;
  private final PreviousActions previous;
  private final PlanListener listener;
  private final float[] low;
  private final float[] high;
  private final float[] rate;

  /** What is told of: the actions of the system, and not what a planner adds to plans of its own. */
  private final int actions;

  Telemetry(EngineSpec spec, PreviousActions previous, PlanListener listener) {
    this.spec = spec;
    this.previous = previous;
    this.listener = listener;
    low = spec.actions().low();
    high = spec.actions().high();
    rate = spec.actions().rate();
    actions = spec.model().dynamics().actionSize();
  }

  /** Tells of a round that is done. */
  void tell(Engine engine, int call, Round round, long nanos) {
    float[] scores = read(engine, ArrayName.SCORES, round);
    float[] weights = read(engine, ArrayName.WEIGHTS, round);
    float[] mean = read(engine, ArrayName.MEAN, round);
    float[] std = read(engine, ArrayName.STD, round);
    float[] failures = read(engine, ArrayName.FAILURES, round);
    for (int b = 0; b < spec.problems(); b++) {
      Elites elites = Elites.of(scores, weights, b * round.plans(), round.plans());
      listener.iterated(new Iteration(
          b,
          call,
          round.iteration(),
          round.plans(),
          elites.count,
          elites.least,
          (float) (elites.sum / elites.count),
          elites.greatest,
          elites.squares > 0 ? (float) (1 / elites.squares) : 0,
          spread(std, b),
          atBound(mean, b),
          atRate(mean, b),
          (int) failures[b],
          nanos));
    }
  }

  private float[] read(Engine engine, ArrayName name, Round round) {
    float[] values = new float[spec.length(name, round.plans())];
    engine.read(name, round.plans(), values);
    return values;
  }

  /** The plans with a weight. */
  private static final class Elites {
    private int count;
    private float least = Float.NaN;
    private float greatest = Float.NaN;
    private double sum;
    private double squares;

    static Elites of(float[] scores, float[] weights, int from, int plans) {
      Elites elites = new Elites();
      for (int n = from; n < from + plans; n++) {
        if (weights[n] > 0) {
          elites.add(scores[n], weights[n]);
        }
      }
      return elites;
    }

    private void add(float score, double weight) {
      least = count == 0 ? score : Math.min(least, score);
      greatest = count == 0 ? score : Math.max(greatest, score);
      sum += score;
      squares += weight * weight;
      count++;
    }
  }

  private int entry(int problem, int step, int action) {
    return (problem * spec.steps() + step) * spec.actionSize() + action;
  }

  private float spread(float[] std, int problem) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < spec.steps(); t++) {
      for (int a = 0; a < actions; a++) {
        float half = high[a] / 2 - low[a] / 2;
        if (half > 0) {
          sum += std[entry(problem, t, a)] / half;
          count++;
        }
      }
    }
    return count == 0 ? 0 : (float) (sum / count);
  }

  private float atBound(float[] mean, int problem) {
    int count = 0;
    for (int t = 0; t < spec.steps(); t++) {
      for (int a = 0; a < actions; a++) {
        float x = mean[entry(problem, t, a)];
        float near = NEARLY * (high[a] - low[a]);
        count += x <= low[a] + near || x >= high[a] - near ? 1 : 0;
      }
    }
    return (float) count / (spec.steps() * actions);
  }

  private float atRate(float[] mean, int problem) {
    int count = 0;
    for (int t = 0; t < spec.steps() && rate.length > 0; t++) {
      for (int a = 0; a < actions; a++) {
        float before = t == 0 ? previous.of(problem, a) : mean[entry(problem, t - 1, a)];
        float change = Math.abs(mean[entry(problem, t, a)] - before);
        count += change >= rate[a] * (1 - NEARLY) ? 1 : 0;
      }
    }
    return (float) count / (spec.steps() * actions);
  }
}
