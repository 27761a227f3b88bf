package dev.foresight.engine.kernel;

import java.util.Arrays;

/** The problems that begin an episode, collected until a kernel carries all of it out. */
final class Resets {
  private final int problems;
  private final int[] values;
  private boolean any;

  Resets(int problems) {
    this.problems = problems;
    values = new int[2 * problems];
  }

  /** A problem begins an episode, in which it believes in that member. */
  void add(int problem, int member) {
    values[problem] = 1;
    values[problems + problem] = member;
    any = true;
  }

  boolean any() {
    return any;
  }

  /** 1 for each problem that begins an episode, else 0; then each problem's member. None is left. */
  int[] take() {
    int[] taken = values.clone();
    Arrays.fill(values, 0, problems, 0);
    any = false;
    return taken;
  }
}
