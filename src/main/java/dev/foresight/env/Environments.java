package dev.foresight.env;

import dev.foresight.env.mujoco.MujocoEnvironments;
import java.util.List;
import java.util.stream.Stream;

/**
 * The environments there are, by name: those written as formulas, and those that MuJoCo simulates, whose
 * names begin with {@code mujoco-}.
 */
public final class Environments {
  private static final List<Definition> WRITTEN = List.of(
      Pendulum.DEFINITION,
      CartPole.DEFINITION,
      Acrobot.DEFINITION,
      Reacher.DEFINITION,
      Pendulum.SPARSE,
      CartPole.SPARSE);

  private Environments() {}

  /**
   * A new environment, before its first reset.
   *
   * @throws IllegalArgumentException if there is none of that name
   * @throws IllegalStateException if it needs MuJoCo, which cannot be used here, with the remedy
   */
  public static Environment named(String name) {
    for (Definition definition : WRITTEN) {
      if (definition.task().name().equals(name)) {
        return new EquationEnvironment(definition);
      }
    }
    return MujocoEnvironments.named(name)
        .orElseThrow(() -> new IllegalArgumentException(
            "there is no environment '" + name + "'; there are " + String.join(", ", names())));
  }

  /** The names that {@link #named} knows. */
  public static List<String> names() {
    return Stream.concat(written().stream(), MujocoEnvironments.names().stream())
        .toList();
  }

  /** The names of those that can be used here: those over MuJoCo only where MuJoCo is. */
  public static List<String> usable() {
    return MujocoEnvironments.whyNot().isEmpty() ? names() : written();
  }

  /** The names of those written as formulas, which run everywhere. */
  public static List<String> written() {
    return WRITTEN.stream().map(definition -> definition.task().name()).toList();
  }
}
