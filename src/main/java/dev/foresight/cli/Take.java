package dev.foresight.cli;

import dev.foresight.Ensemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One trial as its log has it.
 *
 * @param trial counted from 1
 * @param planned whether actions were planned; else they were random
 * @param before steps of all trials before
 * @param steps in order
 */
record Take(int trial, boolean planned, int before, List<Step> steps) {
  /**
   * A step.
   *
   * @param state that the action was taken in
   * @param ret the return after it
   */
  record Step(float[] state, float[] action, float ret) {}

  /** The trial with the model it was planned through, up to its last state. */
  Episode episode(Ensemble ensemble) {
    List<Episode.Transition> transitions = new ArrayList<>();
    for (int t = 0; t + 1 < steps.size(); t++) {
      Step step = steps.get(t);
      transitions.add(
          new Episode.Transition(step.state(), step.action(), steps.get(t + 1).state()));
    }
    return new Episode(trial, ensemble, transitions);
  }

  /** The index of a step, or of the last one if the trial is over by then. */
  int within(int step) {
    return Math.min(step, steps.size() - 1);
  }

  /** With what it is to be drawn. */
  record Shown(Take take, Optional<Ensemble> model) {}
}
