package dev.foresight.env;

import java.util.List;

/** The environments there are, by name. */
public final class Environments {
  private static final List<Definition> ALL = List.of(
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
   */
  public static Environment named(String name) {
    for (Definition definition : ALL) {
      if (definition.task().name().equals(name)) {
        return new EquationEnvironment(definition);
      }
    }
    throw new IllegalArgumentException(
        "there is no environment '" + name + "'; there are " + String.join(", ", names()));
  }

  /** The names that {@link #named} knows. */
  public static List<String> names() {
    return ALL.stream().map(definition -> definition.task().name()).toList();
  }
}
