package dev.foresight.env;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.List;
import java.util.Random;

/**
 * An environment as a value.
 *
 * @param task name, actions, reward, termination
 * @param features inputs for a network that learns the dynamics
 * @param equations one step
 * @param maxSteps the step that is truncated
 * @param start draws the first observation
 */
record Definition(Task task, List<Expr> features, Equations equations, int maxSteps, Start start) {

  /** The distribution of the first observation. */
  interface Start {
    float[] draw(Random random);
  }
}
