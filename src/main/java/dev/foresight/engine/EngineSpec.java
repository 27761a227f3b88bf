package dev.foresight.engine;

import dev.foresight.ActionSpace;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.compute.Check;

/**
 * What an engine is opened for.
 *
 * @param model the world model
 * @param actions the allowed actions
 * @param config the planner
 * @param problems problems planned together, B
 * @param firstProblem number of the first problem, which keys its noise: problem b of this engine
 *     has the noise of problem {@code firstProblem + b}
 * @param threads most threads used by an engine on the CPU
 */
public record EngineSpec(
    WorldModel model,
    ActionSpace actions,
    PlannerConfig config,
    int problems,
    int firstProblem,
    int threads) {

  /** S. */
  public int stateSize() {
    return model.dynamics().stateSize();
  }

  /** A. */
  public int actionSize() {
    return actions.size();
  }

  /** P: one for deterministic dynamics, whose futures are all the same. */
  public int particles() {
    return model.dynamics().stochastic() ? config.particles() : 1;
  }

  /**
   * This with another model, for which every array has the same size.
   *
   * @throws IllegalArgumentException naming the size that is not the same
   */
  public EngineSpec withModel(WorldModel next) {
    EngineSpec other = new EngineSpec(next, actions, config, problems, firstProblem, threads);
    same("state elements", next.dynamics().stateSize(), stateSize());
    same("actions", next.dynamics().actionSize(), model.dynamics().actionSize());
    same("particles", other.particles(), particles());
    return other;
  }

  private static void same(String what, int count, int before) {
    Check.that(
        count == before,
        "the new model has " + count + " " + what + ", the old one " + before
            + "; open another planner for it");
  }

  /** The number of floats in an array when a round has so many plans. */
  public int length(ArrayName name, int plans) {
    int steps = config.horizon() * actionSize();
    long length = (long) problems
        * switch (name) {
          case STATE -> stateSize();
          case PLANS -> (long) plans * steps;
          case RETURNS -> (long) plans * particles();
          case SCORES, WEIGHTS -> plans;
          case MEAN, STD -> steps;
          case FAILURES -> 1;
          case ELITES -> (long) Round.remembered(config) * steps;
        };
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " of " + problems + " problems and " + plans + " plans would have " + length
              + " values, more than an array can; plan fewer problems or plans at a time");
    }
    return (int) length;
  }
}
