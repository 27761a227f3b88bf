package dev.foresight;

/**
 * Hears of every iteration of a planner. Nothing is computed or read for it where nobody listens;
 * where somebody does, the planner waits for each iteration, and what a listener takes counts
 * against a deadline.
 *
 * <pre>{@code
 * Planner planner = Planner.builder(model, actions, config).listener(System.out::println).build();
 * }</pre>
 */
@FunctionalInterface
public interface PlanListener {
  /** Called on the planner's thread after each iteration, once for each problem, in their order. */
  void iterated(Iteration iteration);
}
