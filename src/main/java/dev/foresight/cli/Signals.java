package dev.foresight.cli;

import dev.foresight.Expr;
import dev.foresight.env.Environment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the pictures call an environment's state, and what they show of it.
 *
 * @param names of the state's elements, with units, length S
 * @param axis label of the shown signal, with its unit
 * @param shown the signal: a formula over the state
 */
record Signals(List<String> names, String axis, Expr shown) {

  static Signals of(Environment env) {
    return switch (env.task().name()) {
      case "cartpole" ->
        new Signals(
            List.of("position (m)", "angle (rad)", "velocity (m/s)", "angular velocity (rad/s)"),
            "pole angle (degrees; 0 hangs, 180 or -180 stands)",
            Expr.state(1).times((float) (180 / Math.PI)));
      case "pendulum" ->
        new Signals(
            List.of("cosine of angle", "sine of angle", "angular velocity (rad/s)"),
            "height of the tip (1 stands, -1 hangs)",
            Expr.state(0));
      default ->
        new Signals(
            IntStream.range(0, env.stateSize())
                .mapToObj(i -> "state(" + i + ")")
                .toList(),
            "state(0)",
            Expr.state(0));
    };
  }

  double of(float[] state) {
    return shown.evaluate(state, new float[0], state);
  }
}
