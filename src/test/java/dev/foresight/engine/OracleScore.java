package dev.foresight.engine;

import dev.foresight.Constraint;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Scores and weights by their definitions. */
final class OracleScore {
  private OracleScore() {}

  /** The risk functional of the returns, if they and it are finite. */
  static double score(Risk risk, double[] returns, int members) {
    boolean finite = Arrays.stream(returns).allMatch(Double::isFinite);
    double score = finite ? functional(risk, returns, members) : Double.NaN;
    return Float.isFinite((float) score) ? score : Double.NEGATIVE_INFINITY;
  }

  /** A score under a constraint: infeasible plans below all feasible ones, by how many violate. */
  static double constrained(double score, Constraint constraint, double[] violations) {
    float share = (float) Arrays.stream(violations).sum() / violations.length;
    boolean feasible = share <= constraint.probability();
    double finite = feasible ? Math.max(score, -1e30) : -1e30 * (1 + share);
    return Double.isFinite(score) ? finite : score;
  }

  private static double functional(Risk risk, double[] returns, int members) {
    double mean = Arrays.stream(returns).average().orElseThrow();
    if (risk instanceof Risk.Mean) {
      return mean;
    } else if (risk instanceof Risk.Worst) {
      return Arrays.stream(returns).min().orElseThrow();
    } else if (risk instanceof Risk.Var value) {
      int rank = (int) Math.ceil(value.alpha() * returns.length);
      return Arrays.stream(returns).sorted().toArray()[rank - 1];
    } else if (risk instanceof Risk.Cvar cvar) {
      int worst = (int) Math.ceil(cvar.alpha() * returns.length);
      return Arrays.stream(returns).sorted().limit(worst).average().orElseThrow();
    } else if (risk instanceof Risk.MeanStd meanStd) {
      boolean total = meanStd.uncertainty() == Uncertainty.TOTAL;
      return mean + meanStd.kappa() * deviation(total ? returns : means(returns, members));
    }
    double theta = ((Risk.Entropic) risk).theta();
    double shift = Arrays.stream(returns).map(r -> -theta * r).max().orElseThrow();
    double exponential =
        Arrays.stream(returns).map(r -> Math.exp(-theta * r - shift)).average().orElseThrow();
    return -(Math.log(exponential) + shift) / theta;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  /** The mean return of each member, which has every so many-th future. */
  private static double[] means(double[] returns, int members) {
    return IntStream.range(0, members)
        .mapToDouble(e -> IntStream.range(0, returns.length)
            .filter(p -> p % members == e)
            .mapToDouble(p -> returns[p])
            .average()
            .orElseThrow())
        .toArray();
  }

  /** The plans with a finite score, best first, equal ones in their order; at most {@code most}. */
  static int[] best(double[] scores, int most) {
    return IntStream.range(0, scores.length)
        .filter(n -> Double.isFinite(scores[n]))
        .boxed()
        .sorted((m, n) -> scores[m] > scores[n] ? -1 : scores[m] < scores[n] ? 1 : 0)
        .limit(most)
        .mapToInt(n -> n)
        .toArray();
  }

  /** The softmax over the best plans. */
  static double[] weights(double[] scores, int elites, double temperature) {
    double[] weights = new double[scores.length];
    int[] best = best(scores, elites);
    double sum = 0;
    for (int n : best) {
      sum += Math.exp((scores[n] - scores[best[0]]) / temperature);
    }
    for (int n : best) {
      weights[n] = Math.exp((scores[n] - scores[best[0]]) / temperature) / sum;
    }
    return weights;
  }
}
