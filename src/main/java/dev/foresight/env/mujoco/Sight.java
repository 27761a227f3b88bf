package dev.foresight.env.mujoco;

/** What is seen of a simulation. */
interface Sight {
  /**
   * Writes an observation.
   *
   * @param before positions one step before, {@code nq}; the present ones at the start of an episode
   * @param now after the step
   * @param to observations, of which this one begins at {@code at}
   */
  void read(double[] before, MujocoData now, float[] to, int at);
}
