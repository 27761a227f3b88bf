package dev.foresight.env.mujoco;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.Random;

/**
 * PETS's reacher (Chua et al. 2018, appendix A.3; handful-of-trials, {@code dmbrl/env/reacher.py}): an
 * arm of seven joints, with the sizes of a PR2's right arm, brings its finger tip to a target in space.
 *
 * <p>Observation, 17 elements: seven joint angles in rad from the shoulder on, the target in m, seven
 * angular velocities. Action: seven torques within 20 N m. Reward: {@code -|tip - target|^2 - 0.01
 * |action|^2} after the step. An action lasts 0.02 s, an episode 150 of them. There is no gravity.
 */
final class Reacher {
  private static final int JOINTS = 7;
  private static final int TARGET = 7;
  private static final int SEEN = 17;

  static final Definition DEFINITION = new Definition(
      "reacher",
      2,
      150,
      task(),
      Ensemble.plainFeatures(SEEN, JOINTS),
      Common.allChanges(SEEN),
      kept(),
      Reacher::see,
      Reacher::start);

  private Reacher() {}

  private static Task task() {
    Expr[] angles = new Expr[JOINTS];
    for (int i = 0; i < JOINTS; i++) {
      angles[i] = next(i);
    }
    Expr[] tip = tip(angles);
    Expr distance = constant(0);
    for (int i = 0; i < 3; i++) {
      distance = distance.plus(tip[i].minus(next(TARGET + i)).squared());
    }
    Expr reward = distance.plus(Common.squares(JOINTS).times(0.01f)).negated();
    return new Task("mujoco-reacher", ActionSpace.symmetric(JOINTS, 20), reward, constant(0));
  }

  /** Where the finger tip is in m: along upper arm, forearm and hand, each turned by two joints. */
  static Expr[] tip(Expr[] angle) {
    Turned frame = Turned.world().aboutZ(angle[0]);
    Expr[] tip = {constant(0), constant(-0.188f), constant(0)};
    tip = frame.along(0.1f, tip);
    frame = frame.aboutY(angle[1]);
    tip = frame.along(0.4f, tip);
    frame = frame.aboutX(angle[2]).aboutY(angle[3]);
    tip = frame.along(0.321f, tip);
    frame = frame.aboutX(angle[4]).aboutY(angle[5]);
    return frame.along(0.16828f, tip);
  }

  /** The target is where it was. */
  private static boolean[] kept() {
    boolean[] kept = new boolean[SEEN];
    for (int i = TARGET; i < TARGET + 3; i++) {
      kept[i] = true;
    }
    return kept;
  }

  private static void see(double[] before, MujocoData now, float[] to, int at) {
    int next = at;
    for (int i = 0; i < JOINTS + 3; i++) {
      to[next++] = (float) now.positions().get(i);
    }
    for (int i = 0; i < JOINTS; i++) {
      to[next++] = (float) now.velocities().get(i);
    }
  }

  private static void start(Random random, double[] positions, double[] velocities) {
    for (int i = TARGET; i < TARGET + 3; i++) {
      positions[i] += 0.1 * random.nextGaussian();
    }
  }
}
