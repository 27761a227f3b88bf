package dev.foresight;

/**
 * How one iteration of a planning call went for one problem.
 *
 * @param problem from 0
 * @param call calls of the planner before this one
 * @param iteration from 0
 * @param plans plans drawn, N of this iteration
 * @param elites plans with a weight above 0: K, fewer if fewer scores are finite or weights vanish
 * @param leastScore of the elites, NaN without any; under a {@link Constraint} one that is not
 *     feasible scores -1e30 or less
 * @param meanScore of the elites
 * @param greatestScore of the elites
 * @param effectivePlans effective sample size, {@code 1 / sum of weight^2}; 0 without elites (Kong
 *     1992)
 * @param spread mean standard deviation after the fit, as a share of half the action range
 * @param atBound share of the fitted mean's entries that lie at a bound of the action space
 * @param atRate share of the fitted mean's entries that are as far from the step before as their rate
 *     allows; 0 without rates
 * @param failures iterations of this call so far in which no score was finite
 * @param nanos how long the iteration took, for all problems together
 */
public record Iteration(
    int problem,
    int call,
    int iteration,
    int plans,
    int elites,
    float leastScore,
    float meanScore,
    float greatestScore,
    float effectivePlans,
    float spread,
    float atBound,
    float atRate,
    int failures,
    long nanos) {}
