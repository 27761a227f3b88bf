package dev.foresight.env;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.atan2;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.exp;
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
 * A rod on a motor too weak to lift it at once: Gymnasium's {@code Pendulum-v1}, constant for
 * constant. Observation: cosine and sine of the angle from upright, angular velocity in rad/s.
 * Action: torque in N m. Reward: {@code -(angle^2 + 0.1 velocity^2 + 0.001 torque^2)} before the
 * step.
 */
final class Pendulum {
  static final float DT = 0.05f;
  static final float GRAVITY = 10;
  static final float MASS = 1;
  static final float LENGTH = 1;
  private static final float MAX_SPEED = 8;

  static final Definition DEFINITION =
      new Definition(task(), Ensemble.plainFeatures(3, 1), equations(DT), 200, Pendulum::start);

  /**
   * A reward that says nothing until the rod almost stands, and a price on torque, so that a planner
   * has to look for what it cannot see (after Curi, Berkenkamp and Krause 2020, section 5): {@code
   * exp((cos - 1) / 0.05 - (velocity / 2)^2) - 0.1 (torque / 3)^2} after the step. The rod hangs at
   * first, and torque, of up to 3 N m, is chosen every 0.1 s.
   */
  static final Definition SPARSE = new Definition(
      sparseTask(), Ensemble.plainFeatures(3, 1), equations(2 * DT), 100, Pendulum::hanging);

  private Pendulum() {}

  private static Task task() {
    Expr cost = angle()
        .squared()
        .plus(state(2).squared().times(0.1f))
        .plus(action(0).squared().times(0.001f));
    return new Task("pendulum", ActionSpace.symmetric(1, 2), cost.negated(), constant(0));
  }

  private static Task sparseTask() {
    // A model's cosines and sines may leave the circle, where a cosine alone would earn any price.
    Expr away = cos(atan2(next(1), next(0))).minus(1).times(20);
    Expr upright = exp(away.minus(next(2).times(0.5f).squared()));
    Expr price = action(0).dividedBy(3).squared().times(0.1f);
    return new Task(
        "pendulum-sparse", ActionSpace.symmetric(1, 3), upright.minus(price), constant(0));
  }

  private static Expr angle() {
    return atan2(state(1), state(0));
  }

  private static Equations equations(float dt) {
    Expr acceleration = state(1)
        .times(3 * GRAVITY / (2 * LENGTH))
        .plus(action(0).times(3 / (MASS * LENGTH * LENGTH)));
    Expr velocity = state(2).plus(acceleration.times(dt)).clamped(-MAX_SPEED, MAX_SPEED);
    Expr angle = angle().plus(velocity.times(dt));
    return Equations.of(1, cos(angle), sin(angle), velocity);
  }

  private static float[] start(Random random) {
    double angle = Math.PI * (2 * random.nextDouble() - 1);
    double velocity = 2 * random.nextDouble() - 1;
    return new float[] {
      (float) StrictMath.cos(angle), (float) StrictMath.sin(angle), (float) velocity
    };
  }

  private static float[] hanging(Random random) {
    double angle = Math.PI + 0.05 * random.nextGaussian();
    return new float[] {(float) StrictMath.cos(angle), (float) StrictMath.sin(angle), 0};
  }
}
