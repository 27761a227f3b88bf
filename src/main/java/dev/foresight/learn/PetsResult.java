package dev.foresight.learn;

import dev.foresight.Ensemble;
import dev.foresight.ScalarEnsemble;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the loop came to.
 *
 * @param solved whether the last trial solved the task
 * @param trials those that were carried out to their end
 * @param ensemble as last trained
 * @param value as last trained, if the loop learned one
 * @param data every transition seen, also those of a trial that was stopped
 */
public record PetsResult(
    boolean solved,
    List<Trial> trials,
    Ensemble ensemble,
    Optional<ScalarEnsemble> value,
    ReplayBuffer data) {
  public PetsResult {
    trials = List.copyOf(trials);
  }
}
