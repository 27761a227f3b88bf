package dev.foresight.cli;

import java.util.List;

/**
 * MuJoCo's pusher from above: an arm with a fork, a disc, and the place that the disc is to be pushed to.
 * Observation: seven joint angles in rad, seven velocities, the middle of the fork's tips and the disc in m.
 */
final class PusherFigure implements Figure {
  private static final double SHOULDER_Y = -0.6;
  private static final double FORK = 0.1;
  private static final int TIPS = 14;
  private static final int DISC = 17;

  @Override
  public double seconds() {
    return 0.04;
  }

  @Override
  public View view() {
    return View.of(0.4, -0.25, 1.3);
  }

  @Override
  public List<Line> lines(float[] state) {
    Arm arm = Arm.of(state, SHOULDER_Y);
    double[][] joints = arm.joints();
    return List.of(
        new Line(Part.GOAL, 0.16, 0.45, -0.05),
        new Line(Part.SUPPORT, 0.1, state[DISC], state[DISC + 1]),
        new Line(Part.BODY, 0.1, seen(joints[0], joints[1], joints[2])),
        new Line(Part.BODY, 0.08, seen(joints[2], joints[3])),
        new Line(
            Part.LIMB,
            0.035,
            seen(
                arm.hand(FORK, -FORK),
                arm.hand(0, -FORK),
                arm.hand(0, FORK),
                arm.hand(FORK, FORK))));
  }

  @Override
  public double[] point(float[] state) {
    return new double[] {state[TIPS], state[TIPS + 1]};
  }

  private static double[] seen(double[]... points) {
    double[] seen = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      seen[2 * i] = points[i][0];
      seen[2 * i + 1] = points[i][1];
    }
    return seen;
  }
}
