package dev.foresight.cli;

import java.util.Map;
import java.util.TreeMap;

/** The figures there are, by the name of the environment. */
final class Figures {
  private static final Map<String, Figure> ALL = new TreeMap<>(Map.ofEntries(
      Map.entry("cartpole", CartFigure.hanging(0.04)),
      Map.entry("cartpole-sparse", CartFigure.hanging(0.08)),
      Map.entry("mujoco-cartpole", CartFigure.hanging(0.04)),
      Map.entry("mujoco-inverted-pendulum", CartFigure.standing(0.04)),
      Map.entry("pendulum", ChainFigure.pendulum(0.05)),
      Map.entry("pendulum-sparse", ChainFigure.pendulum(0.1)),
      Map.entry("acrobot", ChainFigure.acrobot()),
      Map.entry("reacher", ChainFigure.reacher()),
      Map.entry("mujoco-reacher", new ReacherFigure()),
      Map.entry("mujoco-pusher", new PusherFigure()),
      Map.entry("mujoco-halfcheetah", new CheetahFigure())));

  private Figures() {}

  /**
   * The figure of an environment.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Figure of(String environment) {
    Figure figure = ALL.get(environment);
    if (figure == null) {
      throw new IllegalArgumentException("nobody has drawn a figure of " + environment
          + "; there are those of " + String.join(", ", ALL.keySet()));
    }
    return figure;
  }
}
