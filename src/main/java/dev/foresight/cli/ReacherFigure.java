package dev.foresight.cli;

import java.util.List;

/**
 * MuJoCo's reacher, an arm in space, seen aslant from above. Observation: seven joint angles in rad, the
 * target in m, velocities.
 */
final class ReacherFigure implements Figure {
  private static final double SHOULDER_Y = -0.188;
  private static final double HAND = 0.16828;
  private static final int TARGET = 7;
  private static final double ASIDE = Math.toRadians(-20);
  private static final double DOWN = Math.toRadians(50);

  @Override
  public double seconds() {
    return 0.02;
  }

  @Override
  public View view() {
    return View.of(0.3, 0.05, 1.3);
  }

  @Override
  public List<Line> lines(float[] state) {
    Arm arm = Arm.of(state, SHOULDER_Y);
    double[] target = {state[TARGET], state[TARGET + 1], state[TARGET + 2]};
    double[][] joints = arm.joints();
    double[] foot = {joints[0][0], joints[0][1], -0.4};
    double[] head = {joints[0][0], joints[0][1], 0.2};
    return List.of(
        new Line(Part.SUPPORT, 0.12, seen(foot, head)),
        new Line(Part.GOAL, 0.07, seen(target)),
        new Line(Part.BODY, 0.07, seen(joints[0], joints[1], joints[2])),
        new Line(Part.BODY, 0.055, seen(joints[2], joints[3])),
        new Line(Part.LIMB, 0.035, seen(joints[3], arm.hand(HAND, 0))));
  }

  @Override
  public double[] point(float[] state) {
    return seen(Arm.of(state, SHOULDER_Y).hand(HAND, 0));
  }

  /** Points in space as they are seen from far away. */
  private static double[] seen(double[]... points) {
    double[] seen = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      double right = points[i][0] * Math.cos(ASIDE) + points[i][1] * Math.sin(ASIDE);
      double away = points[i][1] * Math.cos(ASIDE) - points[i][0] * Math.sin(ASIDE);
      seen[2 * i] = right;
      seen[2 * i + 1] = away * Math.sin(DOWN) + points[i][2] * Math.cos(DOWN);
    }
    return seen;
  }
}
