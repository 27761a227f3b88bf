package dev.foresight;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;

/** What a planning call leaves in an engine, and the plans it makes. */
final class Results {
  private static final float[][] NONE = {};

  private final float[] plans;
  private final float[] scores;
  private final float[] returns;
  private final float[] violations;
  private final float[] failures;
  private final float[] disagreement;
  private final float[] own;
  private final boolean compared;

  /** With the members' disagreement, if they are to be {@code compared}. */
  Results(EngineSpec spec, boolean compared) {
    this.compared = compared;
    plans = new float[spec.length(ArrayName.PLANS, 1)];
    scores = new float[spec.length(ArrayName.SCORES, 1)];
    returns = new float[spec.length(ArrayName.RETURNS, 1)];
    violations = new float[spec.length(ArrayName.VIOLATIONS, 1)];
    failures = new float[spec.length(ArrayName.FAILURES, 1)];
    disagreement = new float[spec.length(ArrayName.DISAGREEMENT, 1)];
    own = new float[spec.particles()];
  }

  /** Takes over a round of one plan, which was rolled out and scored or not. */
  void read(EngineSpec spec, Engine engine, boolean scored) {
    if (scored) {
      engine.read(ArrayName.SCORES, 1, scores);
      engine.read(ArrayName.RETURNS, 1, returns);
      if (violations.length > 0) {
        engine.read(ArrayName.VIOLATIONS, 1, violations);
      }
    } else {
      Arrays.fill(scores, Float.NaN);
      Arrays.fill(returns, Float.NaN);
      Arrays.fill(violations, Float.NaN);
      Arrays.fill(disagreement, Float.NaN);
    }
    if (scored && compared && spec.members() > 1) {
      engine.read(ArrayName.DISAGREEMENT, 1, disagreement);
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

  /** The plans of all problems after {@code done} rounds. */
  Plan[] all(EngineSpec spec, int done) {
    Plan[] all = new Plan[spec.problems()];
    for (int b = 0; b < all.length; b++) {
      all[b] = plan(spec, b, done);
    }
    return all;
  }

  /** The plan of problem {@code b} after {@code done} rounds. */
  Plan plan(EngineSpec spec, int b, int done) {
    int horizon = spec.config().horizon();
    int size = spec.model().dynamics().actionSize();
    float[][] actions = new float[horizon][size];
    for (int t = 0; t < horizon; t++) {
      int at = (b * spec.steps() + t) * spec.actionSize();
      System.arraycopy(plans, at, actions[t], 0, size);
    }
    System.arraycopy(returns, b * own.length, own, 0, own.length);
    float epistemic = Spread.epistemic(spec, own);
    float aleatoric = Spread.aleatoric(spec, own);
    float violation = violation(b);
    boolean judged = violations.length > 0 && !Float.isNaN(violation);
    float score = judged ? (float) spec.config().risk().of(own, spec.carriers()) : scores[b];
    Plan.Outcome outcome = outcome(spec, b, done, violation);
    float[][] apart = disagreement(spec, b);
    return new Plan(actions, score, epistemic, aleatoric, violation, apart, done, outcome);
  }

  private Plan.Outcome outcome(EngineSpec spec, int b, int done, float violation) {
    if (failures[b] > 0) {
      return Plan.Outcome.NO_FINITE_RETURN;
    } else if (violation > spec.model().constraint().probability()) {
      return Plan.Outcome.CONSTRAINT_VIOLATED;
    }
    return done < spec.config().iterations() ? Plan.Outcome.DEADLINE : Plan.Outcome.COMPLETE;
  }

  /** The share of a problem's futures that violate the constraint. */
  private float violation(int b) {
    float count = 0;
    for (int p = 0; p < own.length && violations.length > 0; p++) {
      count += violations[b * own.length + p];
    }
    return count / own.length;
  }

  private float[][] disagreement(EngineSpec spec, int b) {
    if (!compared || spec.members() == 1) {
      return NONE;
    }
    int states = spec.stateSize();
    float[][] steps = new float[spec.config().horizon()][states];
    for (int t = 0; t < steps.length; t++) {
      System.arraycopy(disagreement, (b * steps.length + t) * states, steps[t], 0, states);
    }
    return steps;
  }
}
