package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.ScalarEnsemble;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.TrainingException;
import dev.foresight.learn.Trial;
import java.util.List;

/** Tells several listeners, in order. */
record Listeners(List<PetsListener> all) implements PetsListener {
  @Override
  public void resumed(List<Trial> trials, int trial, int steps) {
    all.forEach(one -> one.resumed(trials, trial, steps));
  }

  @Override
  public void broke(int trial, int steps, SimulationException problem) {
    all.forEach(one -> one.broke(trial, steps, problem));
  }

  @Override
  public void diverged(int trial, TrainingException problem, String how) {
    all.forEach(one -> one.diverged(trial, problem, how));
  }

  @Override
  public void trialStarted(int trial, int trials) {
    all.forEach(one -> one.trialStarted(trial, trials));
  }

  @Override
  public void epoch(int trial, Epoch epoch) {
    all.forEach(one -> one.epoch(trial, epoch));
  }

  @Override
  public void trained(int trial, Training training, Ensemble ensemble) {
    all.forEach(one -> one.trained(trial, training, ensemble));
  }

  @Override
  public void valueTrained(int trial, Training training, ScalarEnsemble value) {
    all.forEach(one -> one.valueTrained(trial, training, value));
  }

  @Override
  public void planned(int trial, Plan plan, long nanos) {
    all.forEach(one -> one.planned(trial, plan, nanos));
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    all.forEach(one -> one.step(trial, step, state, action, outcome, plan, sum));
  }

  @Override
  public void trialEnded(Trial trial) {
    all.forEach(one -> one.trialEnded(trial));
  }
}
