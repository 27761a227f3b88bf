package dev.foresight;

import dev.foresight.compute.Check;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;

/** The plans that are put forward for the next planning call; nothing where there is no room for any. */
final class Proposals {
  private final float[] values;
  private final int each;
  private boolean given;
  private boolean written;

  Proposals(EngineSpec spec) {
    values = new float[spec.length(ArrayName.PROPOSALS, 1)];
    each = values.length / spec.problems();
    Arrays.fill(values, Float.NaN);
  }

  void set(EngineSpec spec, int problem, float[][][] plans) {
    Check.that(
        spec.model().policy().isEmpty(),
        "proposals of problem " + problem + " are the policy's; give the planner a model without"
            + " one to propose others");
    int most = spec.config().proposals();
    Check.that(
        plans.length <= most,
        "proposals has " + plans.length + " plans; the planner's configuration has room for " + most
            + " (withProposals)");
    int horizon = spec.config().horizon();
    int given = spec.model().dynamics().actionSize();
    for (float[][] plan : plans) {
      Check.length("proposal", plan.length, horizon, "the planner's horizon");
      for (float[] action : plan) {
        Check.length("proposal action", action.length, given, "the model's action");
        Check.finite("proposal action", action);
      }
    }
    forget(problem);
    int size = spec.actionSize();
    for (int k = 0; k < plans.length; k++) {
      for (int t = 0; t < spec.steps(); t++) {
        int at = problem * each + (k * spec.steps() + t) * size;
        Arrays.fill(values, at, at + size, 0);
        System.arraycopy(plans[k][Math.min(t, horizon - 1)], 0, values, at, given);
      }
    }
    this.given = true;
  }

  /** Puts forward what the policy says, or else what was given: for one call, and nothing in the next. */
  void begin(Engine engine, EngineSpec spec, int call) {
    if (spec.proposes()) {
      engine.propose(call);
      written = true;
    } else if (given || written) {
      engine.write(ArrayName.PROPOSALS, 1, values);
      Arrays.fill(values, Float.NaN);
      written = given;
      given = false;
    }
  }

  void forget(int problem) {
    Arrays.fill(values, problem * each, (problem + 1) * each, Float.NaN);
  }
}
