package dev.foresight.cli;

import dev.foresight.Constraint;
import dev.foresight.Plan;
import dev.foresight.env.Step;

/** How a constraint fared: what plans expected of it, and what happened. */
final class Violations {
  private final Constraint constraint;
  private double sum;
  private double most;
  private int plans;
  private int infeasible;
  private int steps;
  private int violated;

  Violations(Constraint constraint) {
    this.constraint = constraint;
  }

  /** A plan was made; one that was not evaluated says nothing. */
  void planned(Plan plan) {
    if (!Float.isNaN(plan.violation())) {
      plans++;
      sum += plan.violation();
      most = Math.max(most, plan.violation());
      infeasible += plan.violation() > constraint.probability() ? 1 : 0;
    }
  }

  /** A step was taken. */
  void stepped(float[] state, float[] action, Step outcome) {
    steps++;
    violated += constraint.violated().evaluate(state, action, outcome.observation()) == 0 ? 0 : 1;
  }

  /** What to say in the end; begins with a separator, or is empty without a constraint. */
  String summary() {
    return constraint.present()
        ? Text.of(
            "; violated in %d of %d steps, expected in %.3f of a plan's futures (at most %.3f),"
                + " %d of %d plans in more than %s",
            violated, steps, mean(), most, infeasible, plans, constraint.probability())
        : "";
  }

  /** The line with the same as fields, or as it is without a constraint. */
  Json putInto(Json line) {
    return constraint.present()
        ? line.with("violatedSteps", violated)
            .with("violationMean", mean())
            .with("violationMax", most)
            .with("infeasiblePlans", infeasible)
        : line;
  }

  private double mean() {
    return sum / Math.max(1, plans);
  }
}
