package dev.foresight.env.mujoco;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.exp;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;

import dev.foresight.ActionSpace;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.List;
import java.util.Random;

/**
 * PETS's cart-pole (Chua et al. 2018, appendix A.3; handful-of-trials, {@code dmbrl/env/cartpole.py}): a cart
 * on a rail of 5 m swings up its hanging pole.
 *
 * <p>Observation: cart position in m, pole angle in rad (0 hangs, not wrapped), their velocities.
 * Action: force on the cart in units of 100 N, within 3. Reward: {@code exp(-|tip - goal|^2 / l^2) - 0.01
 * action^2} after the step, with {@code l} = 0.6 m. An action lasts 0.04 s.
 */
final class CartPole {
  private static final float LENGTH = 0.6f;

  static final Definition DEFINITION = new Definition(
      "cartpole",
      2,
      200,
      task(),
      features(),
      Common.allChanges(4),
      new boolean[4],
      Common::all,
      CartPole::start);

  private CartPole() {}

  private static Task task() {
    Expr across = next(0).minus(sin(next(1)).times(LENGTH));
    Expr below = cos(next(1)).times(-LENGTH).minus(LENGTH);
    Expr distance = across.squared().plus(below.squared());
    Expr reward =
        exp(distance.times(-1 / (LENGTH * LENGTH))).minus(action(0).squared().times(0.01f));
    return new Task("mujoco-cartpole", ActionSpace.symmetric(1, 3), reward, constant(0));
  }

  private static List<Expr> features() {
    return List.of(sin(state(1)), cos(state(1)), state(0), state(2), state(3), action(0));
  }

  private static void start(Random random, double[] positions, double[] velocities) {
    Common.jitter(random, positions, 0.1);
    Common.jitter(random, velocities, 0.1);
  }
}
