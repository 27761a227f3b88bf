package dev.foresight.cli;

/**
 * The models that a run leaves besides the last one: those that trials 2 to 5, 10, 20, 50, 100, 200 and so on
 * were planned through, so few that even long runs stay small.
 */
final class KeptModels {
  private static final int EACH = 5;

  private KeptModels() {}

  /** Whether the model of a trial, counted from 1, is kept. */
  static boolean keeps(int trial) {
    int decade = 1;
    while (10 * decade <= trial) {
      decade *= 10;
    }
    return trial <= EACH || trial == decade || trial == 2 * decade || trial == EACH * decade;
  }

  /** What the file is called, without its ending. */
  static String name(int trial) {
    return "model-trial-" + trial;
  }
}
