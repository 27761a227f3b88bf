package dev.foresight.learn;

import dev.foresight.Ensemble;
import java.util.List;

/**
 * What a run of the loop came to.
 *
 * @param solved whether the last trial solved the task
 * @param trials those that were carried out to their end
 * @param ensemble as last trained
 * @param data every transition seen, also those of a trial that was stopped
 */
public record PetsResult(boolean solved, List<Trial> trials, Ensemble ensemble, ReplayBuffer data) {
  public PetsResult {
    trials = List.copyOf(trials);
  }
}
