package dev.foresight.env.mujoco;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;

import dev.foresight.ActionSpace;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * PETS's half-cheetah (Chua et al. 2018, appendix A.3; handful-of-trials, {@code
 * dmbrl/env/half_cheetah.py}; the body is that of Wawrzynski 2007 as Gym has it): a planar runner of
 * 14 kg with two legs of three joints each.
 *
 * <p>Observation, 18 elements: forward speed over the last step in m/s; height and pitch; six joint angles in
 * rad, back leg first; then the nine velocities, the forward one first. Action: six torques within 1, in
 * units of their motors. Reward: {@code speed - 0.1 |action|^2}. An action lasts 0.05 s.
 */
final class HalfCheetah {
  private static final int SEEN = 18;
  private static final int JOINTS = 6;
  private static final int FRAME_SKIP = 5;
  private static final double DT = 0.05;

  static final Definition DEFINITION = new Definition(
      "halfcheetah",
      FRAME_SKIP,
      1000,
      task(),
      features(),
      delta(),
      new boolean[SEEN],
      HalfCheetah::see,
      HalfCheetah::start);

  private HalfCheetah() {}

  private static Task task() {
    Expr reward = next(0).minus(Common.squares(JOINTS).times(0.1f));
    ActionSpace torques = ActionSpace.symmetric(JOINTS, 1);
    return new Task("mujoco-halfcheetah", torques, reward, constant(0));
  }

  /** The speed over the last step is in the velocities already; the pitch may turn over. */
  private static List<Expr> features() {
    List<Expr> features = new ArrayList<>(List.of(state(1), sin(state(2)), cos(state(2))));
    for (int i = 3; i < SEEN; i++) {
      features.add(state(i));
    }
    for (int i = 0; i < JOINTS; i++) {
      features.add(action(i));
    }
    return features;
  }

  private static boolean[] delta() {
    boolean[] delta = Common.allChanges(SEEN);
    delta[0] = false;
    return delta;
  }

  private static void see(double[] before, MujocoData now, float[] to, int at) {
    Common.all(before, now, to, at);
    to[at] = (float) ((now.positions().get(0) - before[0]) / DT);
  }

  private static void start(Random random, double[] positions, double[] velocities) {
    Common.jitter(random, positions, 0.001);
    Common.jitter(random, velocities, 0.001);
  }
}
