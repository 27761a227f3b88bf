package dev.foresight.env.mujoco;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A system that MuJoCo (Todorov et al. 2012) simulates: bodies, joints, motors, read from a file of its
 * format, MJCF. It is never changed, so threads may share it; its memory is freed when nothing refers
 * to it.
 *
 * <pre>{@code
 * MujocoModel arm = MujocoModel.load(Path.of("arm.xml"));
 * Dynamics dynamics = new MujocoSimulator(arm, 5); // an action for every five steps of MuJoCo
 * }</pre>
 */
public final class MujocoModel {
  static final Cleaner CLEANER = Cleaner.create();
  private static final int ERROR_SIZE = 1000;

  private final String name;
  private final long address;
  private final ByteBuffer fields;
  private final int stack;
  private final Map<String, Integer> names = new ConcurrentHashMap<>();

  /**
   * Room behind the stack of a simulation, in numbers for each squared constraint and degree of freedom:
   * as much as MuJoCo itself reckons for all of them. It reports a stack that is full, and goes on to write behind
   * it.
   */
  static final int SPARE_STACK = 6;

  private MujocoModel(String name, long address) {
    this.name = name;
    this.address = address;
    fields = Memory.fields(address, Layout.MODEL_SIZE);
    stack = fields.getInt(Layout.MODEL_NSTACK);
    fields.putInt(Layout.MODEL_NSTACK, stackWithSpare());
    CLEANER.register(this, () -> Mujoco.mj_deleteModel(address));
  }

  /**
   * Reads a model.
   *
   * @throws IllegalArgumentException if there is no such file, or MuJoCo cannot make a model of it, with
   *     MuJoCo's reason
   * @throws IllegalStateException if MuJoCo cannot be used here, with the remedy
   */
  public static MujocoModel load(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "model is " + file + ", which cannot be read; give a file in MuJoCo's format, MJCF");
    }
    return load(file, file.toString());
  }

  /** One of the models that come with Foresight. */
  static MujocoModel resource(String name) {
    try {
      Path file = Files.createTempFile("foresight-" + name, ".xml");
      try (InputStream in = MujocoModel.class.getResourceAsStream(name + ".xml")) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return load(file, name);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the model " + name + " cannot be put aside for MuJoCo", e);
    }
  }

  private static MujocoModel load(Path file, String name) {
    MujocoEnvironments.whyNot().ifPresent(reason -> {
      throw new IllegalStateException("MuJoCo cannot be used: " + reason);
    });
    byte[] error = new byte[ERROR_SIZE];
    long address = Mujoco.mj_loadXML(file.toString(), 0, error, ERROR_SIZE);
    Mujoco.check("loading " + name);
    if (address == 0) {
      throw new IllegalArgumentException("model is " + name + ", which MuJoCo cannot read: "
          + Native.toString(error).strip());
    }
    return new MujocoModel(name, address);
  }

  String name() {
    return name;
  }

  long address() {
    return address;
  }

  /** Positions, {@code nq}. */
  public int positions() {
    return fields.getInt(Layout.MODEL_NQ);
  }

  /** Velocities, {@code nv}: degrees of freedom. */
  public int velocities() {
    return fields.getInt(Layout.MODEL_NV);
  }

  /** Controls, {@code nu}: the length of an action, A. */
  public int controls() {
    return fields.getInt(Layout.MODEL_NU);
  }

  /** Activations, {@code na}: the states that motors of their own have. */
  public int activations() {
    return fields.getInt(Layout.MODEL_NA);
  }

  /** Seconds in one step of MuJoCo. */
  public double timestep() {
    return fields.getDouble(Layout.MODEL_TIMESTEP);
  }

  /** Numbers that the stack of a simulation may hold; there is room for more. */
  int stack() {
    return stack;
  }

  private int stackWithSpare() {
    long rows = fields.getInt(Layout.MODEL_NJMAX) + velocities() + 10L;
    return (int) Math.min(Integer.MAX_VALUE / 16, stack + SPARE_STACK * rows * rows);
  }

  /** Bodies, the world among them. */
  int bodies() {
    return fields.getInt(Layout.MODEL_NBODY);
  }

  /**
   * The number of a body.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  int body(String body) {
    return names.computeIfAbsent(body, wanted -> {
      int number = Mujoco.mj_name2id(address, Layout.BODY, wanted);
      if (number < 0) {
        throw new IllegalArgumentException(name + " has no body named '" + wanted + "'");
      }
      return number;
    });
  }

  /** Mass of all bodies in kg. */
  double mass() {
    DoubleBuffer masses = doubles(Layout.MODEL_BODY_MASS, bodies());
    double sum = 0;
    for (int b = 0; b < masses.limit(); b++) {
      sum += masses.get(b);
    }
    return sum;
  }

  /** Has energies computed in every step, which costs a little; before any step. */
  void computeEnergy() {
    int flags = fields.getInt(Layout.MODEL_ENABLE_FLAGS);
    fields.putInt(Layout.MODEL_ENABLE_FLAGS, flags | Layout.ENABLE_ENERGY);
  }

  /** Positions of the reference pose. */
  double[] referencePositions() {
    double[] positions = new double[positions()];
    doubles(Layout.MODEL_QPOS0, positions.length).get(positions);
    return positions;
  }

  private DoubleBuffer doubles(int offset, int count) {
    return Memory.doubles(fields, offset, count);
  }
}
