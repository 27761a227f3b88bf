package dev.foresight.engine.kernel;

import dev.foresight.Bounds;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Feasibility;
import dev.foresight.engine.Randomness;
import dev.foresight.engine.Round;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a kernel for one engine: constants, then the file of {@code kernels/} with its includes
 * put in. {@code #include "model.h"} is the generated part of the rollout.
 */
final class KernelText {
  private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"(.+)\"\\R");

  private KernelText() {}

  static String of(
      Operation operation, EngineSpec spec, Arena arena, Geometry geometry, String model) {
    Constants constants = new Constants();
    shape(constants, spec);
    constants.define("ITEMS", geometry.items(operation));
    constants.define("SAMPLED", Geometry.SAMPLED);
    constants.define("BLOCKS", Geometry.blocks(spec));
    arena.define(constants);
    if (operation.tiled()) {
      geometry.tiling(operation).define(constants);
    }
    return of(KernelFiles.text(file(operation, spec, geometry)), model, constants);
  }

  /** Of the rollout there is one for tensor cores. */
  private static String file(Operation operation, EngineSpec spec, Geometry geometry) {
    String name = operation.kernel(spec);
    return geometry.warps(operation).isPresent() ? "cuda/" + name + ".cu" : name + ".cl";
  }

  /** The text of a file without a model, with those constants. */
  static String of(String file, Constants constants) {
    return of(file, "", constants);
  }

  private static String of(String file, String model, Constants constants) {
    String text = resolved(file, model, new HashSet<>());
    return constants.neededBy(text) + text;
  }

  private static void shape(Constants constants, EngineSpec spec) {
    constants.define("PROBLEMS", spec.problems());
    constants.define("HORIZON", spec.config().horizon());
    constants.define("PLAN_STEPS", spec.steps());
    constants.define("PARTICLES", spec.particles());
    constants.define("STATES", spec.stateSize());
    constants.define("ACTIONS", spec.actionSize());
    constants.define("MODEL_ACTIONS", spec.model().dynamics().actionSize());
    constants.define("REMEMBERED", Round.remembered(spec.config()));
    constants.define("PROPOSED", spec.config().proposals());
    constants.define("KNOTS", spec.config().noise().knots(spec.steps()));
    constants.flag("CORRELATED", Arena.correlated(spec));
    constants.flag("TRUNCATED", spec.config().bounds() == Bounds.TRUNCATED);
    constants.flag("RISK_" + kind(spec.config().risk()), true);
    constants.define("MEMBERS", spec.members());
    constants.flag("POSTERIOR", spec.posterior());
    constants.flag("CONSTRAINED", spec.model().constraint().present());
    constants.define("LEAST_FEASIBLE", Feasibility.LEAST + "f");
    constants.flag("TS_INFINITY", spec.config().propagation() == Propagation.TS_INFINITY);
    constants.define("MEMBER_STREAM", Randomness.MEMBERS + "u");
    constants.define("NEXT_STATE_STREAM", Randomness.NEXT_STATES + "u");
    constants.define("PROPOSAL_STREAM", Randomness.PROPOSALS + "u");
  }

  private static String kind(Risk risk) {
    boolean epistemic =
        risk instanceof Risk.MeanStd std && std.uncertainty() == Uncertainty.EPISTEMIC;
    String kind = risk.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    return epistemic ? "EPISTEMIC_" + kind : kind;
  }

  private static String resolved(String text, String model, Set<String> seen) {
    Matcher includes = INCLUDE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (includes.find()) {
      String name = includes.group(1);
      String part = seen.add(name) ? name.equals("model.h") ? model : KernelFiles.text(name) : "";
      includes.appendReplacement(result, Matcher.quoteReplacement(resolved(part, model, seen)));
    }
    return includes.appendTail(result).toString();
  }
}
