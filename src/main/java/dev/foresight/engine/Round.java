package dev.foresight.engine;

import dev.foresight.Commit;
import dev.foresight.PlannerConfig;

/**
 * One pass through the operations: how many plans there are and where they come from.
 *
 * <p>The plans of a round are, in this order: {@code kept} elites of the last fit, the mean
 * itself if {@code mean}, then as many of the proposals as there is room for, then fresh samples. Where
 * the first elite does not exist the mean stands in its place; where another elite or a proposal does
 * not exist, a fresh sample. A fresh plan n is drawn from the noise of
 * index n whatever comes before it.
 *
 * @param iteration index of the round's noise within the call
 * @param plans number of plans, at most N
 * @param kept how many of them are elites of the last fit
 * @param mean whether one of them is the mean
 */
public record Round(int iteration, int plans, int kept, boolean mean) {

  /** The rounds of a call. The first keeps the elites of the call before. */
  public static Round[] schedule(PlannerConfig config) {
    Round[] rounds = new Round[config.iterations()];
    int kept = keptByNextRound(config);
    for (int i = 0; i < rounds.length; i++) {
      double shrunk = config.plans() / Math.pow(config.decay(), i);
      int least = Math.min(config.plans(), 2 * config.elites());
      int plans = Math.max(least, (int) shrunk);
      boolean mean = config.meanPlan() && i == rounds.length - 1;
      rounds[i] = new Round(i, plans, Math.min(kept, plans), mean && kept < plans);
    }
    return rounds;
  }

  /** A last round of one plan: the one to be carried out, so that its own return is known. */
  public static Round chosen(PlannerConfig config) {
    boolean best = config.commit() == Commit.BEST;
    return new Round(config.iterations(), 1, best ? 1 : 0, !best);
  }

  /** The first plan that is neither an elite nor the mean: where proposals begin. */
  public int proposalsFrom() {
    return kept + (mean ? 1 : 0);
  }

  /** How many elites a fit remembers. */
  public static int remembered(PlannerConfig config) {
    return Math.max(keptByNextRound(config), config.commit() == Commit.BEST ? 1 : 0);
  }

  private static int keptByNextRound(PlannerConfig config) {
    return Math.min(config.elites(), Math.round(config.keptElites() * config.elites()));
  }
}
