package dev.foresight.learn;

import dev.foresight.env.Step;

/** What an episode has come to so far. */
final class Tally {
  private int steps;
  private float ret;
  private long nanos;
  private boolean over;

  void add(Step outcome, long planning) {
    steps++;
    ret += outcome.reward();
    nanos += planning;
    over = outcome.terminated() || outcome.truncated();
  }

  int steps() {
    return steps;
  }

  /** The return. */
  float ret() {
    return ret;
  }

  boolean over() {
    return over;
  }

  Trial trial(int trial, Training training, boolean solved) {
    return new Trial(trial, steps, ret, training, nanos * 1e-9, solved);
  }
}
