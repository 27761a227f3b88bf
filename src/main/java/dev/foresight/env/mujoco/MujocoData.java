package dev.foresight.env.mujoco;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;

/** One simulation of a {@link MujocoModel}: its state and MuJoCo's room to work. For one thread. */
final class MujocoData {
  private final MujocoModel model;
  private final long address;
  private final ByteBuffer fields;
  private final DoubleBuffer positions;
  private final DoubleBuffer velocities;
  private final DoubleBuffer activations;
  private final DoubleBuffer warmStart;
  private final DoubleBuffer controls;
  private final DoubleBuffer centres;

  MujocoData(MujocoModel model) {
    this.model = model;
    address = Mujoco.mj_makeData(model.address());
    Mujoco.check("making room for " + model.name());
    if (address == 0) {
      throw new IllegalStateException("MuJoCo found no memory for " + model.name());
    }
    fields = Memory.fields(address, Layout.DATA_SIZE);
    fields.putInt(Layout.DATA_NSTACK, model.stack());
    positions = Memory.doubles(fields, Layout.DATA_QPOS, model.positions());
    velocities = Memory.doubles(fields, Layout.DATA_QVEL, model.velocities());
    activations = Memory.doubles(fields, Layout.DATA_ACT, model.activations());
    warmStart = Memory.doubles(fields, Layout.DATA_QACC_WARMSTART, model.velocities());
    controls = Memory.doubles(fields, Layout.DATA_CTRL, model.controls());
    centres = Memory.doubles(fields, Layout.DATA_XIPOS, 3 * model.bodies());
    long own = address;
    MujocoModel.CLEANER.register(this, () -> Mujoco.mj_deleteData(own));
  }

  MujocoModel model() {
    return model;
  }

  DoubleBuffer positions() {
    return positions;
  }

  DoubleBuffer velocities() {
    return velocities;
  }

  DoubleBuffer activations() {
    return activations;
  }

  /** Accelerations that the solver of contacts begins with: part of the state, if it is to be exact. */
  DoubleBuffer warmStart() {
    return warmStart;
  }

  DoubleBuffer controls() {
    return controls;
  }

  /** Positions of all bodies' frames in m, {@code [bodies][3]}, as of the last forward or kinematics. */
  DoubleBuffer bodies() {
    return Memory.doubles(fields, Layout.DATA_XPOS, 3 * model.bodies());
  }

  /** Centres of mass of all bodies in m, {@code [bodies][3]}, as of the last forward or kinematics. */
  DoubleBuffer centres() {
    return centres;
  }

  /** Potential and kinetic energy in J, see {@link MujocoModel#computeEnergy}. */
  double energy() {
    return fields.getDouble(Layout.DATA_ENERGY) + fields.getDouble(Layout.DATA_ENERGY + 8);
  }

  /** Contacts found in the last step. */
  int contacts() {
    return fields.getInt(Layout.DATA_CONTACTS);
  }

  /** Forces of contacts and limits on each degree of freedom, as of the last step. */
  DoubleBuffer constraintForces() {
    return Memory.doubles(fields, Layout.DATA_QFRC_CONSTRAINT, model.velocities());
  }

  /** The reference pose at rest. */
  void reset() {
    Mujoco.mj_resetData(model.address(), address);
    Reference.reachabilityFence(this);
  }

  /** Computes everything that follows from positions and velocities. */
  void forward() {
    Mujoco.mj_forward(model.address(), address);
    Mujoco.check("mj_forward of " + model.name());
    Reference.reachabilityFence(this);
  }

  /** Computes where the bodies are. */
  void kinematics() {
    Mujoco.mj_kinematics(model.address(), address);
    Reference.reachabilityFence(this);
  }

  /** Moves so many time steps on. */
  void step(int count) {
    for (int i = 0; i < count; i++) {
      Mujoco.mj_step(model.address(), address);
    }
    Mujoco.check("mj_step of " + model.name());
    Reference.reachabilityFence(this);
  }

  /**
   * What went wrong since the last call, such as a velocity that is no number; MuJoCo then goes on from
   * the reference pose. Null if nothing did.
   */
  String failure() {
    String failure = null;
    for (int w = 0; w < Layout.WARNINGS.length; w++) {
      int at = Layout.DATA_WARNING + 8 * w + 4;
      if (Layout.WARNINGS[w] != null && fields.getInt(at) > 0) {
        failure = Layout.WARNINGS[w];
        fields.putInt(at, 0);
      }
    }
    return failure;
  }
}
