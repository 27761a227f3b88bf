package dev.foresight.cli;

import dev.foresight.Controller;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.RealTimeController;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Acts once a period, from plans made in the background. */
final class RealTimePilot implements Pilot {
  private final RealTimeController controller;
  private final Recording recording;
  private final long period;
  private Plan last;
  private int plans;
  private long due;

  /**
   * @param planner stays the caller's to close, after this
   * @param milliseconds from one action to the next
   */
  RealTimePilot(Planner planner, double milliseconds, Recording recording) {
    this.recording = recording;
    period = Math.round(milliseconds * 1e6);
    planner.warmUp();
    controller = Controller.realTime(planner, Duration.ofNanos(period));
  }

  @Override
  public void begin(float[] state) {
    controller.begin(state);
    due = System.nanoTime();
  }

  @Override
  public float[] act(float[] state) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    due += period;
    float[] action = controller.act(state);
    if (controller.lastPlan() != last) {
      last = controller.lastPlan();
      recording.planned(plans++, last, controller.latency().toNanos());
    }
    return action;
  }

  @Override
  public String summary() {
    return Text.of(
        "; %d plans in the background, %d steps late, %d held",
        plans, controller.late(), controller.held());
  }

  @Override
  public Json putInto(Json line) {
    return line.with("plans", plans)
        .with("late", controller.late())
        .with("held", controller.held());
  }

  @Override
  public void close() {
    controller.close();
  }
}
