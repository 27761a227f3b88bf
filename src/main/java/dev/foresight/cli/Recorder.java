package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.env.Step;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what tables and pictures need: the trials, and the last planned one step by step. */
final class Recorder implements PetsListener {
  private static final int ENOUGH = 10;

  private final List<Trial> trials = new ArrayList<>();
  private final Latency latency = new Latency();
  private Ensemble ensemble;
  private Episode before;
  private Episode now;

  @Override
  public void resumed(List<Trial> before, int trial, int steps) {
    trials.addAll(before);
  }

  @Override
  public void trained(int trial, Training training, Ensemble trained) {
    ensemble = trained;
  }

  @Override
  public void planned(int trial, Plan plan, long nanos) {
    latency.add(nanos);
  }

  @Override
  public void step(
      int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
    if (plan == null) {
      return;
    }
    if (now == null || now.trial() != trial) {
      before = now;
      now = new Episode(trial, ensemble);
    }
    now.transitions().add(new Episode.Transition(state, action, outcome.observation()));
  }

  @Override
  public void trialEnded(Trial trial) {
    trials.add(trial);
  }

  List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** How long the plans of all trials took. */
  Latency latency() {
    return latency;
  }

  /** The last planned trial; the one before if it was stopped after a few steps. */
  Optional<Episode> lastPlanned() {
    boolean tooShort = now != null && now.transitions().size() < ENOUGH && before != null;
    return Optional.ofNullable(tooShort ? before : now);
  }
}
