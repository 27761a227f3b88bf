package dev.foresight.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The limits of the log-variance, which the members share and learn together: their loss is the sum
 * of the members' losses and {@code 0.01 (sum max - sum min)}, as in PETS.
 *
 * <p>Members learn side by side, none waiting for the others in each step: in step t all see the
 * limits that the steps up to t - 2 led to. So two versions of limits and gradients are kept, in turn.
 */
final class Limits {
  private static final double PENALTY = 0.01;
  private static final double FIRST_MIN = -10;
  private static final double FIRST_MAX = 0.5;

  private final int states;
  private final double[][] min;
  private final double[][] max;
  private final double[][][] gradients;
  private final double[] moment1;
  private final double[] moment2;
  private int steps;

  /** Limits of -10 and 0.5 for so many state elements, as PETS has them; none where no variance is learned. */
  Limits(int members, int states) {
    this.states = states;
    min = new double[2][states];
    max = new double[2][states];
    gradients = new double[2][members][2 * states];
    moment1 = new double[2 * states];
    moment2 = new double[2 * states];
    for (int i = 0; i < states; i++) {
      set(i, FIRST_MIN, FIRST_MAX);
    }
  }

  /** The state elements that have limits. */
  int states() {
    return states;
  }

  /** Sets the limits of one state element, between epochs. */
  void set(int i, double low, double high) {
    min[0][i] = min[1][i] = low;
    max[0][i] = max[1][i] = high;
  }

  /** The lower limits that step t of an epoch (from 0) sees. */
  double[] min(int step) {
    return min[version(step)];
  }

  /** The upper limits that step t of an epoch (from 0) sees. */
  double[] max(int step) {
    return max[version(step)];
  }

  private static int version(int step) {
    return Math.max(step - 1, 0) & 1;
  }

  /** Keeps a member's gradients of step t. */
  void gradient(int member, int step, Head head) {
    double[] to = gradients[step & 1][member];
    System.arraycopy(head.minGradient(), 0, to, 0, states);
    System.arraycopy(head.maxGradient(), 0, to, states, states);
  }

  /** Takes step t of Adam once all members' gradients of step t are there. */
  void update(int step, double learningRate) {
    int from = step & 1;
    int to = from ^ 1;
    steps++;
    for (int i = 0; i < states; i++) {
      min[to][i] = min[from][i] - learningRate * adam(i, from, -PENALTY);
      max[to][i] = max[from][i] - learningRate * adam(states + i, from, PENALTY);
    }
  }

  private double adam(int i, int version, double penalty) {
    double g = penalty;
    for (double[] member : gradients[version]) {
      g += member[i];
    }
    moment1[i] = 0.9 * moment1[i] + 0.1 * g;
    moment2[i] = 0.999 * moment2[i] + 0.001 * g * g;
    double mean = moment1[i] / (1 - Math.pow(0.9, steps));
    return mean / (Math.sqrt(moment2[i] / (1 - Math.pow(0.999, steps))) + 1e-8);
  }

  /** Ends an epoch of so many steps: from here on the newest limits are seen. */
  void settle(int epochSteps) {
    int newest = epochSteps & 1;
    for (int i = 0; i < states; i++) {
      set(i, min[newest][i], max[newest][i]);
    }
  }

  /** The lower limits, then the upper ones, between epochs. */
  double[] values() {
    double[] values = Arrays.copyOf(min[0], 2 * states);
    System.arraycopy(max[0], 0, values, states, states);
    return values;
  }

  /** Adam's memory of the gradient, by {@link #values}. */
  double[] moment1() {
    return moment1;
  }

  /** Adam's memory of the gradient's square, by {@link #values}. */
  double[] moment2() {
    return moment2;
  }

  /** Takes {@link #values} that so many steps of Adam elsewhere led to. */
  void advance(double[] values, int more) {
    for (int i = 0; i < states; i++) {
      set(i, values[i], values[states + i]);
    }
    steps += more;
  }

  /** Clears the optimiser's memory. */
  void forget() {
    steps = 0;
    Arrays.fill(moment1, 0);
    Arrays.fill(moment2, 0);
  }

  /** Writes limits and the optimiser's memory, between epochs. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(steps);
    for (double[] values : new double[][] {min[0], max[0], moment1, moment2}) {
      Binary.write(out, values);
    }
  }

  /** Takes over what was written. */
  void readFrom(DataInput in) throws IOException {
    steps = in.readInt();
    for (double[] values : new double[][] {min[0], max[0], moment1, moment2}) {
      Binary.read(in, values);
    }
    for (int i = 0; i < states; i++) {
      set(i, min[0][i], max[0][i]);
    }
  }
}
