package dev.foresight.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * One or two rods in a row that turn about a point at 0. Observation: cosine and sine of the first one's
 * angle, of the second one's angle from the first, and more.
 *
 * @param seconds that a step lasts
 * @param lengths of the rods in m
 * @param zero where the first rod points at angle 0, in rad from the x axis
 * @param goal index of the goal's x in the observation, its y after it; negative if there is none
 */
record ChainFigure(double seconds, double[] lengths, double zero, int goal) implements Figure {
  private static final double UPWARDS = Math.PI / 2;

  static ChainFigure pendulum(double seconds) {
    return new ChainFigure(seconds, new double[] {1}, UPWARDS, -1);
  }

  static ChainFigure acrobot() {
    return new ChainFigure(0.2, new double[] {1, 1}, -UPWARDS, -1);
  }

  static ChainFigure reacher() {
    return new ChainFigure(0.04, new double[] {0.30, 0.33}, 0, 6);
  }

  @Override
  public View view() {
    return View.of(0, 0, 2.4 * reach());
  }

  private double reach() {
    double reach = 0;
    for (double length : lengths) {
      reach += length;
    }
    return reach;
  }

  @Override
  public List<Line> lines(float[] state) {
    double thick = 0.06 * reach();
    double[] joints = joints(state);
    List<Line> lines = new ArrayList<>();
    if (goal >= 0) {
      lines.add(new Line(Part.GOAL, 2 * thick, state[goal], state[goal + 1]));
    }
    lines.add(new Line(Part.BODY, thick, joints));
    lines.add(new Line(Part.SUPPORT, 1.6 * thick, 0, 0));
    lines.add(new Line(Part.BODY, 1.6 * thick, point(state)));
    return lines;
  }

  /** The ends of the rods, from the middle on. */
  private double[] joints(float[] state) {
    double[] joints = new double[2 * lengths.length + 2];
    double angle = zero;
    for (int i = 0; i < lengths.length; i++) {
      angle += Math.atan2(state[2 * i + 1], state[2 * i]);
      joints[2 * i + 2] = joints[2 * i] + lengths[i] * Math.cos(angle);
      joints[2 * i + 3] = joints[2 * i + 1] + lengths[i] * Math.sin(angle);
    }
    return joints;
  }

  @Override
  public double[] point(float[] state) {
    double[] joints = joints(state);
    return new double[] {joints[joints.length - 2], joints[joints.length - 1]};
  }
}
