package dev.foresight;

import dev.foresight.engine.Engine;

/** Counts the episodes of each problem: their numbers draw what an episode keeps. */
final class Episodes {
  private final Engine engine;
  private final PreviousActions previous;
  private final Proposals proposals;
  private final int[] begun;

  Episodes(Engine engine, PreviousActions previous, Proposals proposals, int problems) {
    this.engine = engine;
    this.previous = previous;
    this.proposals = proposals;
    begun = new int[problems];
  }

  /** The first or the next episode of one problem. */
  void begin(int problem) {
    begun[problem]++;
    restart(problem);
  }

  /** The next episode of every problem. */
  void begin() {
    for (int b = 0; b < begun.length; b++) {
      begin(b);
    }
  }

  /** Every problem's episode from its start, as if nothing had been planned in it. */
  void restart() {
    for (int b = 0; b < begun.length; b++) {
      restart(b);
    }
  }

  private void restart(int problem) {
    engine.reset(problem, begun[problem] - 1);
    previous.forget(problem);
    proposals.forget(problem);
  }
}
