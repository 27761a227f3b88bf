package dev.foresight.env.mujoco;

import dev.foresight.env.Environment;
import java.util.List;
import java.util.Optional;

/** The environments over MuJoCo, by name; {@link dev.foresight.env.Environments} knows them, too. */
public final class MujocoEnvironments {
  private static final List<Definition> ALL = List.of(
      CartPole.DEFINITION,
      InvertedPendulum.DEFINITION,
      Reacher.DEFINITION,
      Pusher.DEFINITION,
      HalfCheetah.DEFINITION);

  private MujocoEnvironments() {}

  /** Why MuJoCo cannot be used here, with the remedy; empty if it can. */
  public static Optional<String> whyNot() {
    try {
      return Mujoco.whyNot();
    } catch (LinkageError e) {
      return Optional.of("JNA, which calls libmujoco, cannot be loaded (" + e
          + "); add net.java.dev.jna:jna to the class path");
    }
  }

  /** The names that {@link #named} knows, whether MuJoCo can be used or not. */
  public static List<String> names() {
    return ALL.stream().map(definition -> definition.task().name()).toList();
  }

  /**
   * A new environment, before its first reset; empty if there is none of that name.
   *
   * @throws IllegalStateException if MuJoCo cannot be used here, with the remedy
   */
  public static Optional<Environment> named(String name) {
    return ALL.stream()
        .filter(definition -> definition.task().name().equals(name))
        .findFirst()
        .map(found -> new MujocoEnvironment(found, MujocoModel.resource(found.model())));
  }
}
