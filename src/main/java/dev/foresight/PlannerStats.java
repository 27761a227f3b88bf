package dev.foresight;

import java.time.Duration;

/**
 * What a {@link Planner} has done since it was opened, {@link Planner#warmUp()} left out.
 *
 * <pre>{@code
 * PlannerStats stats = planner.stats();
 * System.out.println(stats.late() + " of " + stats.calls() + " late, by up to " + stats.latest());
 * }</pre>
 *
 * @param calls planning calls
 * @param rounds iterations that were carried out
 * @param plans plans that were rolled out, of all problems
 * @param evaluations of the world model: next states of one particle of one plan
 * @param cutShort calls whose deadline left no time for all iterations
 * @param late calls that returned after their deadline
 * @param latest by how much the latest of them was late
 * @param planning time in all calls
 * @param longest time of the longest call
 */
public record PlannerStats(
    long calls,
    long rounds,
    long plans,
    long evaluations,
    long cutShort,
    long late,
    Duration latest,
    Duration planning,
    Duration longest) {}
