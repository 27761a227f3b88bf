package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.util.Arrays;

/**
 * The arrays as the engine keeps them: plans are the innermost index, so that operations run along
 * rows of plans. A row has room for N plans rounded up to whole tiles.
 */
final class EngineArrays {
  final EngineSpec spec;
  final int steps;
  final int actions;
  final int particles;
  final int remembered;

  /** Length of a row of plans. */
  final int width;

  final float[] state;
  final float[] previous;

  /** {@code [B][steps][A][width]}. */
  final float[] plans;

  /** {@code [B][P][width]}. */
  final float[] returns;

  /** {@code [B][P][width]}, or nothing. */
  final float[] violations;

  /** {@code [B][width]}. */
  final float[] scores;

  /** {@code [B][width]}. */
  final float[] weights;

  final float[] mean;
  final float[] std;
  final float[] elites;
  final float[] proposals;
  final float[] failures;

  /** {@code [B][H][S]}. */
  final float[] disagreement;

  /** {@code [B]}: the member that each problem has for its episode. */
  final int[] members;

  /** The number of the first problem. */
  int firstProblem;

  private final float[] middle;
  private final float[] initialStd;

  EngineArrays(EngineSpec spec) {
    this.spec = spec;
    steps = spec.steps();
    actions = spec.actionSize();
    particles = spec.particles();
    remembered = Round.remembered(spec.config());
    width = apart(Padding.toRows(spec.config().plans()));
    int problems = spec.problems();
    state = new float[spec.length(ArrayName.STATE, 1)];
    previous = new float[spec.length(ArrayName.PREVIOUS, 1)];
    plans = new float[spec.length(ArrayName.PLANS, width)];
    returns = new float[spec.length(ArrayName.RETURNS, width)];
    violations = new float[spec.length(ArrayName.VIOLATIONS, width)];
    scores = new float[spec.length(ArrayName.SCORES, width)];
    weights = new float[spec.length(ArrayName.WEIGHTS, width)];
    mean = new float[spec.length(ArrayName.MEAN, 1)];
    std = new float[spec.length(ArrayName.STD, 1)];
    elites = new float[spec.length(ArrayName.ELITES, 1)];
    proposals = new float[spec.length(ArrayName.PROPOSALS, 1)];
    failures = new float[problems];
    disagreement = new float[spec.length(ArrayName.DISAGREEMENT, 1)];
    members = new int[problems];
    firstProblem = spec.firstProblem();
    middle = Box.middle(spec.actions());
    initialStd = Box.shareOfRange(spec.actions(), spec.config().initialStd());
  }

  /** Rows whose distance is a multiple of a large power of two would share a few lines of the caches. */
  private static int apart(int plans) {
    return plans % 256 == 0 ? plans + Kernels.ROWS : plans;
  }

  /** The mean becomes the middle of the action space, the spread the initial one; nothing is kept. */
  void reset(int problem) {
    int numbers = steps * actions;
    for (int i = problem * numbers; i < (problem + 1) * numbers; i++) {
      mean[i] = middle[i % actions];
      std[i] = initialStd[i % actions];
    }
    forget(previous, problem);
    forget(elites, problem);
    forget(proposals, problem);
  }

  private void forget(float[] values, int problem) {
    int each = values.length / spec.problems();
    Arrays.fill(values, problem * each, (problem + 1) * each, Float.NaN);
  }

  /** Mean and elites move one step on, the spread becomes the initial one. */
  void shift() {
    moveOn(mean);
    moveOn(elites);
    for (int b = 0; b < spec.problems(); b++) {
      System.arraycopy(middle, 0, mean, ((b + 1) * steps - 1) * actions, actions);
    }
    for (int i = 0; i < std.length; i++) {
      std[i] = initialStd[i % actions];
    }
    Arrays.fill(failures, 0);
  }

  private void moveOn(float[] sequences) {
    int numbers = steps * actions;
    for (int at = 0; at < sequences.length; at += numbers) {
      System.arraycopy(sequences, at + actions, sequences, at, numbers - actions);
    }
  }

  /** The number of a problem, which keys its noise. */
  int number(int problem) {
    return firstProblem + problem;
  }

  /** Where the row of action {@code a} at step {@code t} begins. */
  int planRow(int problem, int t, int a) {
    return ((problem * steps + t) * actions + a) * width;
  }

  /** Fills rows {@code [S][count]} with the state of a problem. */
  void start(int problem, float[][] rows, int count) {
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(rows[i], 0, count, state[problem * rows.length + i]);
    }
  }

  /** Fills rows {@code [A][count]} with what the plans from {@code first} on, as far as there are any, do at step {@code t}. */
  void act(int problem, int t, int first, float[][] rows, int count) {
    int there = Math.min(count, width - first);
    for (int a = 0; a < actions; a++) {
      System.arraycopy(plans, planRow(problem, t, a) + first, rows[a], 0, there);
    }
  }

  /** Where the row of one future's returns begins. */
  int returnRow(int problem, int particle) {
    return (problem * particles + particle) * width;
  }

  void write(ArrayName name, int count, float[] from) {
    check(name, count, from);
    switch (name) {
      case PLANS, RETURNS, VIOLATIONS, SCORES, WEIGHTS -> transfer(name, count, from, true);
      default -> System.arraycopy(from, 0, dense(name), 0, from.length);
    }
  }

  void read(ArrayName name, int count, float[] into) {
    check(name, count, into);
    switch (name) {
      case PLANS, RETURNS, VIOLATIONS, SCORES, WEIGHTS -> transfer(name, count, into, false);
      default -> System.arraycopy(dense(name), 0, into, 0, into.length);
    }
  }

  private void check(ArrayName name, int count, float[] values) {
    int length = spec.length(name, count);
    if (values.length != length || count > spec.config().plans()) {
      throw new IllegalArgumentException(
          name + " of " + count + " plans has " + length + " values, not " + values.length);
    }
  }

  private float[] dense(ArrayName name) {
    return switch (name) {
      case STATE -> state;
      case PREVIOUS -> previous;
      case MEAN -> mean;
      case STD -> std;
      case ELITES -> elites;
      case PROPOSALS -> proposals;
      case FAILURES -> failures;
      case DISAGREEMENT -> disagreement;
      case SCORES -> scores;
      case WEIGHTS -> weights;
      case PLANS -> plans;
      case RETURNS -> returns;
      case VIOLATIONS -> violations;
    };
  }

  /** Turns {@code [B][rows][width]} here into {@code [B][count][rows]} there, or back. */
  private void transfer(ArrayName name, int count, float[] there, boolean write) {
    float[] here = dense(name);
    int rows = here.length / width / spec.problems();
    for (int b = 0; b < spec.problems(); b++) {
      for (int row = 0; row < rows; row++) {
        for (int n = 0; n < count; n++) {
          int at = (b * rows + row) * width + n;
          int to = (b * count + n) * rows + row;
          if (write) {
            here[at] = there[to];
          } else {
            there[to] = here[at];
          }
        }
      }
    }
  }
}
