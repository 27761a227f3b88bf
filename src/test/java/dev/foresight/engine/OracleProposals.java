package dev.foresight.engine;

import dev.foresight.Exploration;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import java.util.Arrays;

/** What a policy does along the path of the mean. */
final class OracleProposals {
  private OracleProposals() {}

  /**
   * PROPOSALS, {@code [B,proposals,steps,A]}.
   *
   * @param members each problem's for its episode
   * @param states {@code [B,S]}
   */
  static double[] of(EngineSpec spec, int call, int[] members, double[] states) {
    PlannerConfig config = spec.config();
    PlannerConfig mean = config.withPropagation(Propagation.E).withRisk(Risk.mean());
    if (config.exploration() instanceof Exploration.Hallucinated) {
      mean = mean.withExploration(Exploration.greedy());
    }
    EngineSpec along =
        new EngineSpec(spec.model(), spec.actions(), mean, spec.problems(), spec.firstProblem(), 1);
    double[] proposals = new double[spec.length(ArrayName.PROPOSALS, 1)];
    int each = spec.steps() * spec.actionSize();
    for (int b = 0; b < spec.problems(); b++) {
      double[] start = Arrays.copyOfRange(states, b * spec.stateSize(), (b + 1) * spec.stateSize());
      int number = spec.firstProblem() + b;
      OracleFuture future = new OracleFuture(along, number, members[b], call, 0);
      for (int k = 0; k < config.proposals(); k++) {
        double[] plan = plan(spec, future, start, k);
        System.arraycopy(plan, 0, proposals, (b * config.proposals() + k) * each, each);
      }
    }
    return proposals;
  }

  private static double[] plan(EngineSpec spec, OracleFuture future, double[] start, int k) {
    OracleNoise noise = new OracleNoise(spec.config().seed());
    int actions = spec.actionSize();
    double[] plan = new double[spec.steps() * actions];
    double[] state = start;
    for (int t = 0; t < spec.steps(); t++) {
      double[] chosen = future.act(spec.model().policy().orElseThrow(), state);
      double[] action = Arrays.copyOf(chosen, actions);
      for (int a = 0; a < actions; a++) {
        int element = k * plan.length + t * actions + a;
        double z = k == 0 ? 0 : noise.normal(future.problem(), future.call(), 4 << 16, element);
        double low = spec.actions().low()[a];
        double high = spec.actions().high()[a];
        double std = spec.config().minStd() * (0.5 * high - 0.5 * low);
        action[a] = Math.max(low, Math.min(high, action[a] + std * z));
        plan[t * actions + a] = action[a];
      }
      state = future.next(state, action, t);
    }
    return plan;
  }
}
