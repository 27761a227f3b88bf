package dev.foresight;

import dev.foresight.compute.Check;
import java.time.Duration;
import java.util.Objects;

/**
 * Model predictive control: plan, take the first action, plan again.
 *
 * <pre>{@code
 * Controller controller = Controller.of(planner);
 * float[] action = controller.act(state);
 * }</pre>
 */
public final class Controller {
  private final Planner planner;
  private final Duration deadline;
  private Plan plan;

  /**
   * A controller of one problem.
   *
   * @param planner plans for one problem; stays the caller's to close
   * @param deadline for each planning call, or null for none
   */
  public Controller(Planner planner, Duration deadline) {
    this.planner = Objects.requireNonNull(planner, "planner");
    Check.length("planner problems", planner.problems(), 1, "a controller");
    this.deadline = deadline;
  }

  /** A controller without a deadline. */
  public static Controller of(Planner planner) {
    return new Controller(planner, null);
  }

  /**
   * A controller for a loop that does not wait: it plans in the background while the last plan is
   * carried out.
   *
   * @param planner plans for one problem; stays the caller's to close, after the controller
   * @param period from one action to the next
   */
  public static RealTimeController realTime(Planner planner, Duration period) {
    return RealTimeController.builder(planner, period).build();
  }

  /** The action to take in this state. */
  public float[] act(float[] state) {
    plan = deadline == null ? planner.plan(state) : planner.plan(state, deadline);
    return plan.action();
  }

  /** The plan that the last action came from; null before the first. */
  public Plan lastPlan() {
    return plan;
  }

  /** Forgets the last plan, as at the start of an episode. */
  public void reset() {
    planner.reset();
    plan = null;
  }
}
