package dev.foresight.learn;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.ScalarEnsemble;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import java.util.List;

/** Hears of each step of the loop, in its thread. An exception from it ends the run. */
public interface PetsListener {
  /**
   * A run goes on that was ended before it was done; first of all.
   *
   * @param trials carried out before
   * @param trial that it goes on with
   * @param steps of that trial that were carried out before
   */
  default void resumed(List<Trial> trials, int trial, int steps) {}

  /** A trial begins: its training first, then its episode. */
  default void trialStarted(int trial, int trials) {}

  /** An epoch of the training before a trial is done. */
  default void epoch(int trial, Epoch epoch) {}

  /**
   * The training before a trial came to numbers that are not finite; what was learned by it is forgotten, and
   * it is tried again.
   *
   * @param how it is tried again, in words
   */
  default void diverged(int trial, TrainingException problem, String how) {}

  /** The training before a trial is done. */
  default void trained(int trial, Training training, Ensemble ensemble) {}

  /** The terminal value was trained before a trial, after the dynamics. */
  default void valueTrained(int trial, Training training, ScalarEnsemble value) {}

  /**
   * A plan was made, for the step that comes next.
   *
   * @param nanos that it took
   */
  default void planned(int trial, Plan plan, long nanos) {}

  /**
   * A step was taken.
   *
   * @param step counted from 1
   * @param state that the action was taken in
   * @param plan that the action came from, or null if it was random
   * @param returnSoFar including this step's reward
   */
  default void step(
      int trial,
      int step,
      float[] state,
      float[] action,
      Step outcome,
      Plan plan,
      float returnSoFar) {}

  /**
   * The simulator gave up in the middle of a trial, which ends with the step before.
   *
   * @param steps carried out
   */
  default void broke(int trial, int steps, SimulationException problem) {}

  /** A trial came to its end. */
  default void trialEnded(Trial trial) {}
}
