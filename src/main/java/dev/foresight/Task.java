package dev.foresight;

import java.util.Objects;

/**
 * A job for a planner, apart from the dynamics: what earns reward, when it ends, which actions are
 * allowed.
 *
 * @param name of the environment, such as {@code cartpole}
 * @param actions the allowed actions
 * @param reward of a step, over state, action and next state
 * @param termination true (not 0) where the step ends the episode
 */
public record Task(String name, ActionSpace actions, Expr reward, Expr termination) {
  public Task {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(actions, "actions");
    Objects.requireNonNull(reward, "reward");
    Objects.requireNonNull(termination, "termination");
  }

  /** The dynamics together with this task's reward and termination. */
  public WorldModel model(Dynamics dynamics) {
    return WorldModel.of(dynamics).withReward(reward).withTermination(termination);
  }
}
