package dev.foresight;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;

/** What a planning call leaves in an engine, and the plans it makes. */
final class Results {
  private final float[] plans;
  private final float[] scores;
  private final float[] returns;
  private final float[] failures;
  private final float[] own;

  Results(EngineSpec spec) {
    plans = new float[spec.length(ArrayName.PLANS, 1)];
    scores = new float[spec.length(ArrayName.SCORES, 1)];
    returns = new float[spec.length(ArrayName.RETURNS, 1)];
    failures = new float[spec.length(ArrayName.FAILURES, 1)];
    own = new float[spec.particles()];
  }

  /** Takes over a round of one plan, which was rolled out and scored or not. */
  void read(Engine engine, boolean scored) {
    if (scored) {
      engine.read(ArrayName.SCORES, 1, scores);
      engine.read(ArrayName.RETURNS, 1, returns);
    } else {
      Arrays.fill(scores, Float.NaN);
      Arrays.fill(returns, Float.NaN);
    }
    engine.read(ArrayName.PLANS, 1, plans);
    engine.read(ArrayName.FAILURES, 1, failures);
  }

  /** The first action of each plan, one after the other. */
  void firstActions(float[] into) {
    int steps = plans.length / failures.length;
    int size = into.length / failures.length;
    for (int b = 0; b < failures.length; b++) {
      System.arraycopy(plans, b * steps, into, b * size, size);
    }
  }

  /** The plan of problem {@code b} after {@code done} rounds. */
  Plan plan(EngineSpec spec, int b, int done) {
    int horizon = spec.config().horizon();
    int size = spec.actionSize();
    float[][] actions = new float[horizon][size];
    for (int t = 0; t < horizon; t++) {
      System.arraycopy(plans, (b * spec.steps() + t) * size, actions[t], 0, size);
    }
    Plan.Outcome outcome = failures[b] > 0
        ? Plan.Outcome.NO_FINITE_RETURN
        : done < spec.config().iterations() ? Plan.Outcome.DEADLINE : Plan.Outcome.COMPLETE;
    System.arraycopy(returns, b * own.length, own, 0, own.length);
    float epistemic = Spread.epistemic(spec, own);
    float aleatoric = Spread.aleatoric(spec, own);
    return new Plan(actions, scores[b], epistemic, aleatoric, done, outcome);
  }
}
