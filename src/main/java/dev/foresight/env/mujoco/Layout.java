package dev.foresight.env.mujoco;

/**
 * Where MuJoCo 2.2.2 keeps what is read here: offsets in bytes within {@code mjModel} and {@code
 * mjData} of a 64-bit system. A test has the C compiler say the same of the installed headers.
 */
final class Layout {
  /** What {@code mj_version()} answers where these offsets hold. */
  static final int VERSION = 222;

  static final int MODEL_NQ = 0;
  static final int MODEL_NV = 4;
  static final int MODEL_NU = 8;
  static final int MODEL_NA = 12;
  static final int MODEL_NBODY = 16;
  static final int MODEL_NJMAX = 208;
  static final int MODEL_NSTACK = 216;
  static final int MODEL_TIMESTEP = 232;
  static final int MODEL_ENABLE_FLAGS = 468;
  static final int MODEL_QPOS0 = 1096;
  static final int MODEL_BODY_MASS = 1240;

  static final int MODEL_SIZE = 3280;

  static final int DATA_NSTACK = 0;
  static final int DATA_WARNING = 24;
  static final int DATA_CONTACTS = 40332;
  static final int DATA_TIME = 40336;
  static final int DATA_ENERGY = 40344;
  static final int DATA_QPOS = 40376;
  static final int DATA_QVEL = 40384;
  static final int DATA_ACT = 40392;
  static final int DATA_QACC_WARMSTART = 40400;
  static final int DATA_CTRL = 40408;
  static final int DATA_XPOS = 40480;
  static final int DATA_XIPOS = 40504;
  static final int DATA_QFRC_CONSTRAINT = 41136;
  static final int DATA_SIZE = 41176;

  /** The warnings that mean that the physics is no longer right, by {@code mjtWarning}. */
  static final String[] WARNINGS = {
    null,
    "there were more contacts than there is room for",
    "there were more constraints than there is room for",
    null,
    "a position became extreme or no number",
    "a velocity became extreme or no number",
    "an acceleration became extreme or no number",
    "a control was no number"
  };

  /** Flag of {@code mjOption.enableflags} that has energies computed. */
  static final int ENABLE_ENERGY = 1 << 1;

  /** Bodies among {@code mjtObj}, the kinds of things that have names. */
  static final int BODY = 1;

  private Layout() {}
}
