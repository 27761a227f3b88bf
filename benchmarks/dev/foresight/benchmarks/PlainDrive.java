package dev.foresight.benchmarks;

/** 128 plans of 100 steps of the drive as one would write them by hand, one number after the other: a baseline. */
final class PlainDrive {
  private static final int PLANS = 128;
  private static final int HORIZON = 100;
  private static final double DT = 0.02;

  /** Keeps the compiler from leaving the work out. */
  private static volatile double best;

  private PlainDrive() {}

  /** Rolls all plans out, once. */
  static double run() {
    double most = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < PLANS; n++) {
      most = Math.max(most, ret(n));
    }
    best = most;
    return 1;
  }

  private static double ret(int plan) {
    double x = 0;
    double y = 0;
    double heading = 0;
    double sum = 0;
    for (int t = 0; t < HORIZON; t++) {
      double speed = ((plan * 31 + t * 17) & 63) / 32.0 - 1;
      double turn = ((plan * 13 + t * 29) & 63) / 32.0 - 1;
      double toGoal = (x - 4) * (x - 4) + (y - 4) * (y - 4);
      double toRock = (x - 2) * (x - 2) + (y - 2) * (y - 2);
      sum -= toGoal + 10 * Math.exp(-4 * toRock);
      x += speed * Math.cos(heading) * DT;
      y += speed * Math.sin(heading) * DT;
      heading += turn * DT;
    }
    return sum;
  }
}
