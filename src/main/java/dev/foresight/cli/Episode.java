package dev.foresight.cli;

import dev.foresight.Ensemble;
import java.util.ArrayList;
import java.util.List;

/**
 * The transitions of one trial, with the model it was planned through.
 *
 * @param trial counted from 1
 * @param ensemble trained before the trial, on earlier trials only
 * @param transitions in order
 */
record Episode(int trial, Ensemble ensemble, List<Transition> transitions) {
  /** One step. */
  record Transition(float[] state, float[] action, float[] next) {}

  Episode(int trial, Ensemble ensemble) {
    this(trial, ensemble, new ArrayList<>());
  }
}
