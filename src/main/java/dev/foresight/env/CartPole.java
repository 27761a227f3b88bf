package dev.foresight.env;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.exp;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;

import dev.foresight.ActionSpace;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.List;
import java.util.Random;

/**
 * A cart that swings its hanging pole up and balances it. Dynamics, masses and friction: the
 * cart-pole of PILCO (Deisenroth and Rasmussen 2011; Deisenroth 2010, appendix C.2), the pole a
 * uniform rod. Observation, reward, time step, the pole's length, and a motor as strong for the mass
 * (about 20 m/s^2): PETS (Chua et al. 2018). Unlike there, the rail has no ends.
 *
 * <p>Observation: cart position in m, pole angle in rad (0 hangs down, not wrapped), cart velocity,
 * angular velocity. Action: force on the cart, in units of {@value #FORCE} N. Reward: {@code
 * exp(-|tip - goal|^2 / l^2) - 0.01 action^2} after the step, with the tip at {@code (x - l sin
 * angle, -l cos angle)} and the goal at {@code (0, l)}.
 */
final class CartPole {
  static final float DT = 0.04f;
  static final float GRAVITY = 9.82f;
  static final float CART = 0.5f;
  static final float POLE = 0.5f;
  static final float LENGTH = 0.6f;
  static final float FRICTION = 0.1f;
  static final float FORCE = 20;
  private static final float JITTER = 0.1f;

  static final Definition DEFINITION =
      new Definition(task(), features(), equations(DT), 200, CartPole::start);

  /**
   * A reward that says nothing until the tip is near its goal, and a price on force, as in {@link
   * Pendulum#SPARSE}: {@code exp(-|tip - goal|^2 / (0.3 l)^2) - 0.1 action^2} after the step. Force
   * is chosen every 0.08 s.
   */
  static final Definition SPARSE =
      new Definition(sparseTask(), features(), equations(2 * DT), 100, CartPole::start);

  private CartPole() {}

  private static Task task() {
    return task("cartpole", LENGTH, 0.01f);
  }

  private static Task sparseTask() {
    return task("cartpole-sparse", 0.3f * LENGTH, 0.1f);
  }

  private static Task task(String name, float width, float price) {
    Expr across = next(0).minus(sin(next(1)).times(LENGTH));
    Expr below = cos(next(1)).times(-LENGTH).minus(LENGTH);
    Expr distance = across.squared().plus(below.squared());
    Expr reward =
        exp(distance.times(-1 / (width * width))).minus(action(0).squared().times(price));
    return new Task(name, ActionSpace.symmetric(1, 1), reward, constant(0));
  }

  private static List<Expr> features() {
    return List.of(sin(state(1)), cos(state(1)), state(0), state(2), state(3), action(0));
  }

  private static Equations equations(float dt) {
    RungeKutta.Motion now =
        new RungeKutta.Motion(new Expr[] {state(0), state(1)}, new Expr[] {state(2), state(3)});
    RungeKutta.Motion next = RungeKutta.step(now, CartPole::acceleration, dt);
    return Equations.of(
        1, next.position()[0], next.position()[1], next.velocity()[0], next.velocity()[1]);
  }

  private static Expr[] acceleration(Expr[] position, Expr[] velocity) {
    Expr sin = sin(position[1]);
    Expr cos = cos(position[1]);
    float mass = CART + POLE;
    Expr force = action(0).times(FORCE).minus(velocity[0].times(FRICTION));
    Expr swing = velocity[1].squared().times(sin).times(POLE * LENGTH);
    Expr inertia = constant(4 * mass).minus(cos.squared().times(3 * POLE));
    Expr cart = force
        .times(4)
        .minus(swing.times(2))
        .minus(sin.times(cos).times(3 * POLE * GRAVITY))
        .dividedBy(inertia);
    Expr pole = force
        .times(6)
        .times(cos)
        .minus(swing.times(cos).times(3))
        .minus(sin.times(6 * mass * GRAVITY))
        .dividedBy(inertia.times(LENGTH));
    return new Expr[] {cart, pole};
  }

  private static float[] start(Random random) {
    float[] state = new float[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = (float) (JITTER * random.nextGaussian());
    }
    return state;
  }
}
