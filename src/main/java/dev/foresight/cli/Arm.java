package dev.foresight.cli;

/**
 * The arm in space that MuJoCo's reacher and pusher have: seven joints in turn about z, y, x, y, x, y, x.
 *
 * @param joints where shoulder, upper arm, elbow, wrist are in m, {@code [4][3]}
 * @param axes of the hand as seen from the world, {@code [3][3]}: the first along the hand
 */
record Arm(double[][] joints, double[][] axes) {
  private static final double[] LENGTHS = {0.1, 0.4, 0.321};

  /**
   * The arm at seven angles in rad.
   *
   * @param shoulderY y of the shoulder in m; it is at x = z = 0
   */
  static Arm of(float[] angles, double shoulderY) {
    double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    double[][] joints = new double[4][];
    joints[0] = new double[] {0, shoulderY, 0};
    turn(axes, 0, 1, angles[0]);
    joints[1] = along(joints[0], axes, LENGTHS[0], 0);
    turn(axes, 2, 0, angles[1]);
    turn(axes, 1, 2, angles[2]);
    joints[2] = along(joints[1], axes, LENGTHS[1], 0);
    turn(axes, 2, 0, angles[3]);
    turn(axes, 1, 2, angles[4]);
    joints[3] = along(joints[2], axes, LENGTHS[2], 0);
    turn(axes, 2, 0, angles[5]);
    turn(axes, 1, 2, angles[6]);
    return new Arm(joints, axes);
  }

  /** Turns the first of two axes towards the second. */
  private static void turn(double[][] axes, int first, int second, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int i = 0; i < 3; i++) {
      double a = axes[first][i];
      double b = axes[second][i];
      axes[first][i] = cos * a + sin * b;
      axes[second][i] = cos * b - sin * a;
    }
  }

  /** A point of the hand: so far along it from the wrist, and so far aside. */
  double[] hand(double along, double aside) {
    return along(joints[3], axes, along, aside);
  }

  private static double[] along(double[] from, double[][] axes, double along, double aside) {
    double[] to = new double[3];
    for (int i = 0; i < 3; i++) {
      to[i] = from[i] + along * axes[0][i] + aside * axes[1][i];
    }
    return to;
  }
}
