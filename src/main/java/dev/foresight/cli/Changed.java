package dev.foresight.cli;

import java.util.function.BiFunction;

/** A value with the changes that were asked for so far. */
record Changed<C>(C value) {
  /**
   * This, changed to what was asked for.
   *
   * @param change the value and the argument to the next value, such as {@code
   *     PlannerConfig::withHorizon}
   * @param argument null changes nothing
   */
  <T> Changed<C> by(BiFunction<C, T, C> change, T argument) {
    return argument == null ? this : new Changed<>(change.apply(value, argument));
  }
}
