package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Objects;
import java.util.Optional;

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
 * <p>A terminal value may read an action: a formula that does, or networks of S + A inputs, are Q, and
 * worth {@code discount^H Q(state_H, action_H)}. Action H is what the policy does in that state
 * (TD-MPC2, Hansen et al. 2024, equation 4). Without a policy it is one more action of the plan, which
 * is sampled, fitted and shifted like the others but is no part of {@link Plan#actions()}.
 *
 * @param dynamics what comes next
 * @param reward of a step: a formula over state, action and next state, or networks over state and
 *     action (S + A inputs, 1 output)
 * @param termination true (not 0) where the step ends the episode, over state, action and next
 * @param value of the last state, V: a formula over the state, or networks over it (S inputs, 1
 *     output); or of the last state and an action, Q: a formula over both, or networks over both (S + A
 *     inputs, 1 output)
 * @param discount per step, above 0 and at most 1
 * @param policy what one would do in a state, if it is known: a network over the state (S inputs, A
 *     outputs in the units of the actions); planners clamp what it says to the action space
 * @param constraint what must not happen in more than some share of a plan's futures
 */
public record WorldModel(
    Dynamics dynamics,
    ScalarFunction reward,
    Expr termination,
    ScalarFunction value,
    float discount,
    Optional<Network> policy,
    Constraint constraint) {

  /** Checks that reward, termination and value fit the dynamics. */
  public WorldModel {
    Objects.requireNonNull(dynamics, "dynamics");
    Objects.requireNonNull(reward, "reward");
    Objects.requireNonNull(termination, "termination");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(constraint, "constraint");
    int states = dynamics.stateSize();
    int actions = dynamics.actionSize();
    checkReward(reward, states, actions);
    Variables.check("termination", termination, states, actions, true);
    Variables.check("violated", constraint.violated(), states, actions, true);
    checkValue(value, states, actions);
    Check.that(
        discount > 0 && discount <= 1,
        "discount is " + discount + "; it must be above 0 and at most 1");
    policy.ifPresent(network -> {
      Check.length("policy network input", network.inputs(), states, "the model's state");
      Check.length("policy network output", network.outputs(), actions, "the model's action");
    });
  }

  private static void checkReward(ScalarFunction reward, int states, int actions) {
    if (reward instanceof Expr expr) {
      Variables.check("reward", expr, states, actions, true);
    }
    for (Network network : reward.networks()) {
      Check.length("reward network input", network.inputs(), states + actions, "its argument");
      Check.length("reward network output", network.outputs(), 1, "a reward");
    }
  }

  private static void checkValue(ScalarFunction value, int states, int actions) {
    if (value instanceof Expr expr) {
      Variables.check("value", expr, states, actions, false);
    }
    for (Network network : value.networks()) {
      int inputs = network.inputs();
      Check.that(
          inputs == states || inputs == states + actions,
          "value network input has length " + inputs + "; V(state) has S = " + states
              + ", Q(state, action) has S + A = " + (states + actions));
      Check.length("value network output", network.outputs(), 1, "a value");
    }
  }

  /** Dynamics alone: no reward, no termination, no terminal value, no discount, no constraint. */
  public static WorldModel of(Dynamics dynamics) {
    Expr zero = Expr.constant(0);
    return new WorldModel(dynamics, zero, zero, zero, 1f, Optional.empty(), Constraint.none());
  }

  /** Whether the terminal value is one of a state and an action, Q. */
  public boolean valueReadsAction() {
    return value instanceof Expr expr
        ? Variables.readAction(expr)
        : value.networks().get(0).inputs() > dynamics.stateSize();
  }

  /** This with other dynamics of the same sizes. */
  public WorldModel withDynamics(Dynamics dynamics) {
    return new WorldModel(dynamics, reward, termination, value, discount, policy, constraint);
  }

  /** This with another reward. */
  public WorldModel withReward(ScalarFunction reward) {
    return new WorldModel(dynamics, reward, termination, value, discount, policy, constraint);
  }

  /** This with another termination. */
  public WorldModel withTermination(Expr termination) {
    return new WorldModel(dynamics, reward, termination, value, discount, policy, constraint);
  }

  /** This with another terminal value. */
  public WorldModel withValue(ScalarFunction value) {
    return new WorldModel(dynamics, reward, termination, value, discount, policy, constraint);
  }

  /** This with another discount. */
  public WorldModel withDiscount(float discount) {
    return new WorldModel(dynamics, reward, termination, value, discount, policy, constraint);
  }

  /** This with a policy. */
  public WorldModel withPolicy(Network policy) {
    return new WorldModel(
        dynamics, reward, termination, value, discount, Optional.of(policy), constraint);
  }

  /**
   * This with a chance constraint in the place of any other: plans of which more than a share of the
   * futures violate it are worth less than all that keep it ({@link Constraint}).
   *
   * <pre>{@code
   * model.withConstraint(next(0).greaterThan(1), 0.05f); // beyond the wall in 1 of 20 futures at most
   * }</pre>
   *
   * @param violated true (not 0) where the constraint is broken, over state, action and next
   * @param probability in [0, 1)
   */
  public WorldModel withConstraint(Expr violated, float probability) {
    Constraint next = new Constraint(violated, probability);
    return new WorldModel(dynamics, reward, termination, value, discount, policy, next);
  }
}
