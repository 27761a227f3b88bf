package dev.foresight.learn;

import dev.foresight.Expr;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The transitions as a network sees them.
 *
 * @param x features, {@code [rows][F]}
 * @param y targets, {@code [rows][S]}: the next state, or its change
 * @param learned rows to learn from
 * @param heldOut rows to judge by
 */
record TrainingSet(float[][] x, float[][] y, int[] learned, int[] heldOut) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Reads all transitions. Whether one is held out is decided once and for all by the seed and its
   * number, so that a later fit is judged by data that no earlier one learned from.
   *
   * @throws TrainingException if a feature or a target is not finite
   */
  static TrainingSet of(
      ReplayBuffer data, List<Expr> features, boolean[] delta, float share, long seed) {
    int rows = data.size();
    float[][] x = new float[rows][features.size()];
    float[][] y = new float[rows][delta.length];
    boolean[] held = new boolean[rows];
    long first = data.added() - rows;
    for (int r = 0; r < rows; r++) {
      float[] state = data.state(r);
      float[] action = data.action(r);
      float[] next = data.next(r);
      for (int f = 0; f < x[r].length; f++) {
        x[r][f] = features.get(f).evaluate(state, action, state);
        check(x[r][f], "feature " + f + " = " + features.get(f), r);
      }
      for (int i = 0; i < y[r].length; i++) {
        y[r][i] = delta[i] ? next[i] - state[i] : next[i];
        check(y[r][i], "the change of state(" + i + ")", r);
      }
      held[r] = new SplittableRandom(seed + (first + r) * GOLDEN).nextDouble() < share;
    }
    int[] learned = IntStream.range(0, rows).filter(r -> !held[r]).toArray();
    int[] heldOut = IntStream.range(0, rows).filter(r -> held[r]).toArray();
    return learned.length == 0
        ? new TrainingSet(x, y, heldOut, learned)
        : new TrainingSet(x, y, learned, heldOut);
  }

  private static void check(float value, String what, int row) {
    if (!Float.isFinite(value)) {
      throw new TrainingException(what + " is " + value + " for transition " + row
          + "; use a formula that is finite there");
    }
  }

  /**
   * The rows that a member learns from: as many as there are, drawn with replacement (PETS, section
   * 4); a member alone has each once.
   */
  int[] bootstrap(boolean alone, SplittableRandom random) {
    int[] drawn = learned.clone();
    for (int i = 0; i < drawn.length && !alone; i++) {
      drawn[i] = learned[random.nextInt(learned.length)];
    }
    return drawn;
  }

  /** Puts rows into a random order. */
  static void shuffle(int[] rows, SplittableRandom random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }
}
