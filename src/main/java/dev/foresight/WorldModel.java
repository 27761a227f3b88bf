package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Objects;

/**
 * Everything a plan is judged by: what comes next, what it earns, when it ends, and what the last
 * state is worth.
 *
 * <pre>{@code
 * WorldModel model = WorldModel.of(dynamics).withReward(state(0).minus(action(0).squared()));
 * }</pre>
 *
 * <p>The return of a plan through one future is {@code sum over t < H of discount^t reward_t} while
 * the episode lives, plus {@code discount^H value(state_H)} if it lives to the end. The step that
 * ends an episode still earns its reward.
 *
 * @param dynamics what comes next
 * @param reward of a step: a formula over state, action and next state, or networks over state and
 *     action (S + A inputs, 1 output)
 * @param termination true (not 0) where the step ends the episode, over state, action and next
 * @param value of the last state: a formula over the state, or networks over it (S inputs, 1
 *     output)
 * @param discount per step, above 0 and at most 1
 */
public record WorldModel(
    Dynamics dynamics,
    ScalarFunction reward,
    Expr termination,
    ScalarFunction value,
    float discount) {

  /** Checks that reward, termination and value fit the dynamics. */
  public WorldModel {
    Objects.requireNonNull(dynamics, "dynamics");
    Objects.requireNonNull(reward, "reward");
    Objects.requireNonNull(termination, "termination");
    Objects.requireNonNull(value, "value");
    int states = dynamics.stateSize();
    int actions = dynamics.actionSize();
    check("reward", reward, states, actions, true);
    check("termination", termination, states, actions, true);
    check("value", value, states, 0, false);
    Check.that(
        discount > 0 && discount <= 1,
        "discount is " + discount + "; it must be above 0 and at most 1");
  }

  private static void check(
      String field, ScalarFunction function, int states, int actions, boolean next) {
    if (function instanceof Expr expr) {
      Variables.check(field, expr, states, actions, next);
    }
    for (Network network : function.networks()) {
      Check.length(field + " network input", network.inputs(), states + actions, "its argument");
      Check.length(field + " network output", network.outputs(), 1, "a " + field);
    }
  }

  /** Dynamics alone: no reward, no termination, no terminal value, no discount. */
  public static WorldModel of(Dynamics dynamics) {
    Expr zero = Expr.constant(0);
    return new WorldModel(dynamics, zero, zero, zero, 1f);
  }

  /** This with other dynamics of the same sizes. */
  public WorldModel withDynamics(Dynamics dynamics) {
    return new WorldModel(dynamics, reward, termination, value, discount);
  }

  /** This with another reward. */
  public WorldModel withReward(ScalarFunction reward) {
    return new WorldModel(dynamics, reward, termination, value, discount);
  }

  /** This with another termination. */
  public WorldModel withTermination(Expr termination) {
    return new WorldModel(dynamics, reward, termination, value, discount);
  }

  /** This with another terminal value. */
  public WorldModel withValue(ScalarFunction value) {
    return new WorldModel(dynamics, reward, termination, value, discount);
  }

  /** This with another discount. */
  public WorldModel withDiscount(float discount) {
    return new WorldModel(dynamics, reward, termination, value, discount);
  }
}
