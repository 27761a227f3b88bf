package dev.foresight.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A pole on a cart. Observation: position of the cart in m, angle of the pole in rad, their velocities.
 *
 * @param seconds that a step lasts
 * @param up 1 if the pole stands at angle 0, wherever the cart is; -1 if it hangs, and is to stand at x = 0
 */
record CartFigure(double seconds, int up) implements Figure {
  private static final double LENGTH = 0.6;
  private static final double HALF_CART = 0.13;

  static CartFigure hanging(double seconds) {
    return new CartFigure(seconds, -1);
  }

  static CartFigure standing(double seconds) {
    return new CartFigure(seconds, 1);
  }

  @Override
  public View view() {
    return new View(0, 0.02, 1.7, -0.06, 0.34);
  }

  @Override
  public List<Line> lines(float[] state) {
    double x = state[0];
    double[] tip = point(state);
    List<Line> lines = new ArrayList<>();
    if (up < 0) {
      lines.add(new Line(Part.GOAL, 0.09, 0, LENGTH));
    }
    lines.addAll(List.of(
        new Line(Part.SUPPORT, 0.1, x - HALF_CART, 0, x + HALF_CART, 0),
        new Line(Part.BODY, 0.05, x, 0, tip[0], tip[1]),
        new Line(Part.BODY, 0.09, tip)));
    return lines;
  }

  @Override
  public double[] point(float[] state) {
    return new double[] {
      state[0] + up * LENGTH * Math.sin(state[1]), up * LENGTH * Math.cos(state[1])
    };
  }

  @Override
  public double place(float[] state) {
    return state[0];
  }
}
