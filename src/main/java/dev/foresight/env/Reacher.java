package dev.foresight.env;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.atan2;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.sqrt;
import static dev.foresight.Expr.state;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.Random;

/**
 * A two-link arm in a horizontal plane that brings its finger to a target: the human arm of Li and
 * Todorov (2004), driven by torques at shoulder and elbow.
 *
 * <p>Observation: cosine and sine of the shoulder's angle, cosine and sine of the elbow's angle from
 * the upper arm, both angular velocities in rad/s, the target (x, y) in m, which stays for an
 * episode, and finger minus target (x, y). Action: two torques in N m. Reward: {@code -distance -
 * 0.01 |action|^2} after the step.
 */
final class Reacher {
  static final float DT = 0.04f;
  static final float UPPER = 0.30f;
  static final float FOREARM = 0.33f;
  // The paper's a1, a2 and a3: 0.025 and 0.045 kg m^2 about shoulder and elbow, and a forearm of 1
  // kg
  // with its centre 0.16 m from the elbow.
  static final float INERTIA = 0.025f + 0.045f + UPPER * UPPER;
  static final float COUPLING = UPPER * 0.16f;
  static final float FOREARM_INERTIA = 0.045f;
  static final float DAMPING = 0.05f;
  static final float CROSS_DAMPING = 0.025f;
  private static final double NEAREST = 0.2;
  private static final double FARTHEST = 0.6;

  static final Definition DEFINITION =
      new Definition(task(), Ensemble.plainFeatures(10, 2), equations(), 50, Reacher::start);

  private Reacher() {}

  private static Task task() {
    Expr distance = sqrt(next(8).squared().plus(next(9).squared()));
    Expr effort = action(0).squared().plus(action(1).squared()).times(0.01f);
    Expr reward = distance.plus(effort).negated();
    return new Task("reacher", ActionSpace.symmetric(2, 2), reward, constant(0));
  }

  private static Equations equations() {
    RungeKutta.Motion now = new RungeKutta.Motion(
        new Expr[] {atan2(state(1), state(0)), atan2(state(3), state(2))},
        new Expr[] {state(4), state(5)});
    RungeKutta.Motion next = RungeKutta.step(now, Reacher::acceleration, DT);
    Expr shoulder = next.position()[0];
    Expr elbow = next.position()[1];
    Expr both = shoulder.plus(elbow);
    return Equations.of(
        2,
        cos(shoulder),
        sin(shoulder),
        cos(elbow),
        sin(elbow),
        next.velocity()[0],
        next.velocity()[1],
        state(6),
        state(7),
        cos(shoulder).times(UPPER).plus(cos(both).times(FOREARM)).minus(state(6)),
        sin(shoulder).times(UPPER).plus(sin(both).times(FOREARM)).minus(state(7)));
  }

  /** Solves {@code M(q) q'' = torque - C(q, q') - B q'}. */
  private static Expr[] acceleration(Expr[] angle, Expr[] velocity) {
    Expr cos = cos(angle[1]).times(COUPLING);
    Expr sin = sin(angle[1]).times(COUPLING);
    Expr m11 = cos.times(2).plus(INERTIA);
    Expr m12 = cos.plus(FOREARM_INERTIA);
    Expr shoulder = action(0)
        .plus(sin.times(velocity[1]).times(velocity[0].times(2).plus(velocity[1])))
        .minus(velocity[0].times(DAMPING).plus(velocity[1].times(CROSS_DAMPING)));
    Expr elbow = action(1)
        .minus(sin.times(velocity[0].squared()))
        .minus(velocity[0].times(CROSS_DAMPING).plus(velocity[1].times(DAMPING)));
    Expr determinant = m11.times(FOREARM_INERTIA).minus(m12.squared());
    return new Expr[] {
      shoulder.times(FOREARM_INERTIA).minus(elbow.times(m12)).dividedBy(determinant),
      elbow.times(m11).minus(shoulder.times(m12)).dividedBy(determinant)
    };
  }

  private static float[] start(Random random) {
    double shoulder = 0.2 * random.nextDouble() - 0.1;
    double elbow = 0.2 * random.nextDouble() - 0.1;
    double area = FARTHEST * FARTHEST - NEAREST * NEAREST;
    double reach = Math.sqrt(NEAREST * NEAREST + area * random.nextDouble());
    double direction = 2 * Math.PI * random.nextDouble();
    double x = reach * StrictMath.cos(direction);
    double y = reach * StrictMath.sin(direction);
    return new float[] {
      (float) StrictMath.cos(shoulder),
      (float) StrictMath.sin(shoulder),
      (float) StrictMath.cos(elbow),
      (float) StrictMath.sin(elbow),
      0,
      0,
      (float) x,
      (float) y,
      (float) (UPPER * StrictMath.cos(shoulder) + FOREARM * StrictMath.cos(shoulder + elbow) - x),
      (float) (UPPER * StrictMath.sin(shoulder) + FOREARM * StrictMath.sin(shoulder + elbow) - y)
    };
  }
}
