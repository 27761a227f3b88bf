package dev.foresight.env.mujoco;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.Random;

/**
 * The inverted pendulum of Gym with the reward that model-based planners are compared by (Wang et al. 2019;
 * mbbl, {@code gym_invertedPendulum}): a pole that stands on a cart is kept from falling, on a rail of 2 m.
 *
 * <p>Observation: cart position in m, pole angle in rad (0 stands; it cannot lie below the rail), their velocities.
 * Action: force on the cart in units of 100 N, within 3. Reward: {@code -angle^2} after the step. An
 * action lasts 0.04 s, an episode 100 of them.
 */
final class InvertedPendulum {
  static final Definition DEFINITION = new Definition(
      "inverted-pendulum",
      2,
      100,
      task(),
      Ensemble.plainFeatures(4, 1),
      Common.allChanges(4),
      new boolean[4],
      Common::all,
      InvertedPendulum::start);

  private InvertedPendulum() {}

  private static Task task() {
    Expr reward = next(1).squared().negated();
    return new Task("mujoco-inverted-pendulum", ActionSpace.symmetric(1, 3), reward, constant(0));
  }

  private static void start(Random random, double[] positions, double[] velocities) {
    Common.uniform(random, positions, 0, positions.length, 0.01);
    Common.uniform(random, velocities, 0, velocities.length, 0.01);
  }
}
