package dev.foresight.env.mujoco;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.max;
import static dev.foresight.Expr.next;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.nio.DoubleBuffer;
import java.util.Random;

/**
 * PETS's pusher (Chua et al. 2018, appendix A.3; handful-of-trials, {@code dmbrl/env/pusher.py}): the arm of the reacher,
 * with a fork for a hand, pushes a disc over a table to a goal.
 *
 * <p>Observation, 20 elements: seven joint angles in rad from the shoulder on, seven angular velocities,
 * the middle of the fork's tips and that of the disc in m. Action: seven torques within 2 N m. Reward:
 * {@code -0.5 |tips - disc|_1 - 1.25 |disc - goal|_1 - 0.1 |action|^2} after the step. An action
 * lasts 0.04 s, an episode 150 of them. There is no gravity.
 */
final class Pusher {
  private static final int JOINTS = 7;
  private static final int TIPS = 14;
  private static final int DISC = 17;
  private static final int SEEN = 20;
  private static final float[] GOAL = {0.45f, -0.05f, -0.323f};
  private static final String TIPS_BODY = "tips";
  private static final String DISC_BODY = "disc";

  static final Definition DEFINITION = new Definition(
      "pusher",
      4,
      150,
      task(),
      Ensemble.plainFeatures(SEEN, JOINTS),
      Common.allChanges(SEEN),
      new boolean[SEEN],
      Pusher::see,
      Pusher::start);

  private Pusher() {}

  private static Task task() {
    Expr near = constant(0);
    Expr far = constant(0);
    for (int i = 0; i < 3; i++) {
      near = near.plus(magnitude(next(TIPS + i).minus(next(DISC + i))));
      far = far.plus(magnitude(next(DISC + i).minus(GOAL[i])));
    }
    Expr effort = Common.squares(JOINTS).times(0.1f);
    Expr reward = near.times(0.5f).plus(far.times(1.25f)).plus(effort).negated();
    return new Task("mujoco-pusher", ActionSpace.symmetric(JOINTS, 2), reward, constant(0));
  }

  private static Expr magnitude(Expr x) {
    return max(x, x.negated());
  }

  private static void see(double[] before, MujocoData now, float[] to, int at) {
    int next = at;
    for (int i = 0; i < JOINTS; i++) {
      to[next++] = (float) now.positions().get(i);
    }
    for (int i = 0; i < JOINTS; i++) {
      to[next++] = (float) now.velocities().get(i);
    }
    now.kinematics();
    DoubleBuffer centres = now.centres();
    for (int body : new int[] {now.model().body(TIPS_BODY), now.model().body(DISC_BODY)}) {
      for (int i = 0; i < 3; i++) {
        to[next++] = (float) centres.get(3 * body + i);
      }
    }
  }

  /** The disc lies up to some centimetres from its place, 0.25 m nearer and 0.15 m aside of the goal. */
  private static void start(Random random, double[] positions, double[] velocities) {
    positions[JOINTS] = -0.25 + 0.025 * random.nextGaussian();
    positions[JOINTS + 1] = 0.15 + 0.025 * random.nextGaussian();
    Common.uniform(random, velocities, 0, JOINTS, 0.005);
  }
}
