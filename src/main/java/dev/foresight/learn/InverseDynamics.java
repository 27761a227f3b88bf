package dev.foresight.learn;

import dev.foresight.ActionSpace;
import dev.foresight.Network;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.Objects;

/**
 * Which action leads from a state to another: turns states that were seen, or wished for, into a plan
 * to put forward (as observations are imitated in Torabi et al. 2018).
 *
 * <pre>{@code
 * trainer.fit(Examples.causes(buffer), epoch -> {});
 * InverseDynamics inverse = new InverseDynamics(trainer.networks(), task.actions());
 * planner.propose(0, new float[][][] {inverse.plan(path)});
 * }</pre>
 *
 * @param members networks over a state and its change (S + S inputs, A outputs), whose mean counts;
 *     small changes are so seen as well as large ones
 * @param actions the space that actions are held within
 */
public record InverseDynamics(List<Network> members, ActionSpace actions) {
  /** Checks that the networks are there and fit the actions. */
  public InverseDynamics {
    Objects.requireNonNull(actions, "actions");
    members = List.copyOf(members);
    Check.atLeast("members", members.size(), 1);
    for (Network member : members) {
      Check.that(
          member.inputs() == members.get(0).inputs() && member.inputs() % 2 == 0,
          "inverse dynamics input has length " + member.inputs()
              + "; every member's takes a state and its change, S + S");
      Check.length("inverse dynamics output", member.outputs(), actions.size(), "the action space");
    }
  }

  /** The length of a state, S. */
  public int stateSize() {
    return members.get(0).inputs() / 2;
  }

  /**
   * The action that leads from a state to the next, as far as one does.
   *
   * @param state length S
   * @param next length S
   * @return length A, within the action space
   */
  public float[] action(float[] state, float[] next) {
    Check.length("state", state.length, stateSize(), "the inverse dynamics");
    Check.length("next", next.length, stateSize(), "the inverse dynamics");
    float[] input = input(state, next);
    float[] low = actions.low();
    float[] high = actions.high();
    double[] sum = new double[low.length];
    for (Network member : members) {
      float[] output = member.apply(input);
      for (int a = 0; a < sum.length; a++) {
        sum[a] += output[a];
      }
    }
    float[] action = new float[sum.length];
    for (int a = 0; a < action.length; a++) {
      action[a] = Math.max(low[a], Math.min(high[a], (float) (sum[a] / members.size())));
    }
    return action;
  }

  /**
   * The actions along a path, for {@link dev.foresight.Planner#propose}.
   *
   * @param path states, {@code [H + 1][S]}, from the present one
   * @return {@code [H][A]}
   */
  public float[][] plan(float[][] path) {
    Check.that(
        path.length >= 2,
        "path has length " + path.length + "; it needs the state now and one more at least");
    float[][] plan = new float[path.length - 1][];
    for (int t = 0; t < plan.length; t++) {
      plan[t] = action(path[t], path[t + 1]);
    }
    return plan;
  }

  /** What the networks see: the state and its change. */
  static float[] input(float[] state, float[] next) {
    float[] change = next.clone();
    for (int i = 0; i < change.length; i++) {
      change[i] -= state[i];
    }
    return Rows.joined(state, change);
  }
}
