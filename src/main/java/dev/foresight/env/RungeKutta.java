package dev.foresight.env;

import dev.foresight.Expr;

/** The classical fourth-order Runge-Kutta method, as formulas. */
final class RungeKutta {
  private RungeKutta() {}

  /** Accelerations of a mechanical system from its coordinates and their velocities. */
  interface Acceleration {
    Expr[] of(Expr[] position, Expr[] velocity);
  }

  /** Coordinates and velocities at one instant. */
  record Motion(Expr[] position, Expr[] velocity) {}

  /** The motion {@code h} seconds later. */
  static Motion step(Motion now, Acceleration acceleration, float h) {
    Motion k1 = slope(now, acceleration);
    Motion k2 = slope(moved(now, k1, h / 2), acceleration);
    Motion k3 = slope(moved(now, k2, h / 2), acceleration);
    Motion k4 = slope(moved(now, k3, h), acceleration);
    Motion outer = moved(moved(now, k1, h / 6), k4, h / 6);
    return moved(moved(outer, k2, h / 3), k3, h / 3);
  }

  private static Motion slope(Motion at, Acceleration acceleration) {
    return new Motion(at.velocity(), acceleration.of(at.position(), at.velocity()));
  }

  private static Motion moved(Motion from, Motion slope, float h) {
    return new Motion(
        moved(from.position(), slope.position(), h), moved(from.velocity(), slope.velocity(), h));
  }

  private static Expr[] moved(Expr[] from, Expr[] slope, float h) {
    Expr[] moved = new Expr[from.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = from[i].plus(slope[i].times(h));
    }
    return moved;
  }
}
