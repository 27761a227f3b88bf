package dev.foresight.cli;

import dev.foresight.Plan;
import dev.foresight.Planner;

/** Chooses the actions of an episode. */
interface Pilot extends AutoCloseable {
  /** The episode begins. */
  void begin(float[] state);

  /** The action for this step, when it is due. */
  float[] act(float[] state);

  /** What to say in the end, after "return ..."; begins with a separator, or is empty. */
  String summary();

  /** What to say in the end, as fields. */
  Json putInto(Json line);

  @Override
  void close();

  /** One that plans at each step and waits for it. */
  static Pilot waiting(Planner planner, Recording recording) {
    return new Pilot() {
      private int step;

      @Override
      public void begin(float[] state) {}

      @Override
      public float[] act(float[] state) {
        long before = System.nanoTime();
        Plan plan = planner.plan(state);
        recording.planned(step++, plan, System.nanoTime() - before);
        return plan.action();
      }

      @Override
      public String summary() {
        return "";
      }

      @Override
      public Json putInto(Json line) {
        return line;
      }

      @Override
      public void close() {}
    };
  }
}
