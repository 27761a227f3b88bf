package dev.foresight.learn;

import dev.foresight.Expr;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Data as a network sees it.
 *
 * @param x inputs, {@code [rows][inputs]}
 * @param y targets, {@code [rows][elements]}
 * @param learned rows to learn from
 * @param heldOut rows to judge by
 */
record TrainingSet(float[][] x, float[][] y, int[] learned, int[] heldOut) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Splits data. Whether a row is held out is decided once and for all by the seed and its number, so
   * that a later fit is judged by data that no earlier one learned from; rows of one number stay
   * together.
   *
   * @param numbers of the rows, the same in every fit
   * @param share that is held out
   */
  static TrainingSet of(float[][] x, float[][] y, long[] numbers, float share, long seed) {
    IntPredicate held = r -> new SplittableRandom(seed + numbers[r] * GOLDEN).nextDouble() < share;
    int[] learned = IntStream.range(0, numbers.length).filter(held.negate()).toArray();
    int[] heldOut = IntStream.range(0, numbers.length).filter(held).toArray();
    return learned.length == 0
        ? new TrainingSet(x, y, heldOut, learned)
        : new TrainingSet(x, y, learned, heldOut);
  }

  /**
   * Reads all transitions: features, and the next state or its change.
   *
   * @throws TrainingException if a feature or a target is not finite
   */
  static TrainingSet of(
      ReplayBuffer data, List<Expr> features, boolean[] delta, float share, long seed) {
    int rows = data.size();
    float[][] x = new float[rows][features.size()];
    float[][] y = new float[rows][delta.length];
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
    }
    return of(x, y, data.numbers(), share, seed);
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
