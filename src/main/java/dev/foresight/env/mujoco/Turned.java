package dev.foresight.env.mujoco;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.sin;

import dev.foresight.Expr;

/**
 * A frame of reference as formulas: its axes, as seen from the world. A joint turns it about one of its
 * own.
 */
record Turned(Expr[] x, Expr[] y, Expr[] z) {
  /** The world's own. */
  static Turned world() {
    return new Turned(axis(0), axis(1), axis(2));
  }

  private static Expr[] axis(int which) {
    Expr[] axis = {constant(0), constant(0), constant(0)};
    axis[which] = constant(1);
    return axis;
  }

  Turned aboutX(Expr angle) {
    return new Turned(x, sum(cos(angle), y, sin(angle), z), sum(cos(angle), z, minusSin(angle), y));
  }

  Turned aboutY(Expr angle) {
    return new Turned(sum(cos(angle), x, minusSin(angle), z), y, sum(cos(angle), z, sin(angle), x));
  }

  Turned aboutZ(Expr angle) {
    return new Turned(sum(cos(angle), x, sin(angle), y), sum(cos(angle), y, minusSin(angle), x), z);
  }

  private static Expr minusSin(Expr angle) {
    return sin(angle).negated();
  }

  private static Expr[] sum(Expr a, Expr[] first, Expr b, Expr[] second) {
    Expr[] sum = new Expr[3];
    for (int i = 0; i < 3; i++) {
      sum[i] = a.times(first[i]).plus(b.times(second[i]));
    }
    return sum;
  }

  /** So far along the x axis from a point. */
  Expr[] along(float length, Expr[] from) {
    Expr[] to = new Expr[3];
    for (int i = 0; i < 3; i++) {
      to[i] = from[i].plus(x[i].times(length));
    }
    return to;
  }
}
