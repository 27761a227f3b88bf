package dev.foresight.env;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.atan2;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.Random;

/**
 * Two links hanging in a row with a motor only between them (Spong 1995), with the constants, the
 * time step and the speed limits of Sutton and Barto (1998, section 11.3), but a continuous torque.
 *
 * <p>Observation: cosine and sine of the first link's angle from hanging, cosine and sine of the
 * second's angle from the first, both angular velocities in rad/s. Action: torque in N m. Reward:
 * the tip's height above the pivot in m after the step, between -2 and 2.
 */
final class Acrobot {
  static final float DT = 0.2f;
  static final float GRAVITY = 9.8f;
  static final float MASS = 1;
  static final float LENGTH = 1;
  static final float CENTRE = 0.5f;
  static final float INERTIA = 1;
  private static final float PI = (float) Math.PI;

  static final Definition DEFINITION =
      new Definition(task(), Ensemble.plainFeatures(6, 1), equations(), 500, Acrobot::start);

  private Acrobot() {}

  private static Task task() {
    Expr cosOfSum = next(0).times(next(2)).minus(next(1).times(next(3)));
    Expr height = next(0).plus(cosOfSum).times(-LENGTH);
    return new Task("acrobot", ActionSpace.symmetric(1, 1), height, constant(0));
  }

  private static Equations equations() {
    RungeKutta.Motion now = new RungeKutta.Motion(
        new Expr[] {atan2(state(1), state(0)), atan2(state(3), state(2))},
        new Expr[] {state(4), state(5)});
    RungeKutta.Motion next = RungeKutta.step(now, Acrobot::acceleration, DT);
    Expr[] angle = next.position();
    return Equations.of(
        1,
        cos(angle[0]),
        sin(angle[0]),
        cos(angle[1]),
        sin(angle[1]),
        next.velocity()[0].clamped(-4 * PI, 4 * PI),
        next.velocity()[1].clamped(-9 * PI, 9 * PI));
  }

  /** The equations of motion as Sutton and Barto print them, with d1, d2, phi1 and phi2. */
  private static Expr[] acceleration(Expr[] angle, Expr[] velocity) {
    float coupling = MASS * LENGTH * CENTRE;
    float outer = MASS * CENTRE * CENTRE + INERTIA;
    Expr sin = sin(angle[1]).times(coupling);
    Expr cos = cos(angle[1]).times(coupling);
    Expr d1 = cos.times(2).plus(2 * outer + MASS * LENGTH * LENGTH);
    Expr d2 = cos.plus(outer);
    Expr phi2 = sin(angle[0].plus(angle[1])).times(MASS * CENTRE * GRAVITY);
    Expr phi1 = sin(angle[0])
        .times(MASS * (CENTRE + LENGTH) * GRAVITY)
        .plus(phi2)
        .minus(sin.times(velocity[1]).times(velocity[1].plus(velocity[0].times(2))));
    Expr ratio = d2.dividedBy(d1);
    Expr second = action(0)
        .plus(ratio.times(phi1))
        .minus(sin.times(velocity[0].squared()))
        .minus(phi2)
        .dividedBy(constant(outer).minus(ratio.times(d2)));
    Expr first = d2.times(second).plus(phi1).dividedBy(d1).negated();
    return new Expr[] {first, second};
  }

  private static float[] start(Random random) {
    double[] drawn = new double[4];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = 0.2 * random.nextDouble() - 0.1;
    }
    return new float[] {
      (float) StrictMath.cos(drawn[0]),
      (float) StrictMath.sin(drawn[0]),
      (float) StrictMath.cos(drawn[1]),
      (float) StrictMath.sin(drawn[1]),
      (float) drawn[2],
      (float) drawn[3]
    };
  }
}
