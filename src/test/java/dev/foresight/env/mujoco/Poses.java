package dev.foresight.env.mujoco;

import dev.foresight.engine.Required;
import java.nio.DoubleBuffer;

/** Where MuJoCo has the bodies of a model, for tests elsewhere. */
public final class Poses {
  private final MujocoModel model;
  private final MujocoData data;

  private Poses(MujocoModel model, double[] positions) {
    this.model = model;
    data = new MujocoData(model);
    data.positions().put(0, positions);
    data.kinematics();
  }

  /** Skips the test, or fails it, where MuJoCo cannot be used. */
  public static void assume() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  /** A model at those positions, {@code nq}. */
  public static Poses of(String model, double... positions) {
    return new Poses(MujocoModel.resource(model), positions);
  }

  /** Where a body's frame is, x, y and z in m. */
  public double[] body(String name) {
    return three(data.bodies(), name);
  }

  /** Where a body's centre of mass is, x, y and z in m. */
  public double[] centre(String name) {
    return three(data.centres(), name);
  }

  private double[] three(DoubleBuffer all, String name) {
    int at = 3 * model.body(name);
    return new double[] {all.get(at), all.get(at + 1), all.get(at + 2)};
  }
}
