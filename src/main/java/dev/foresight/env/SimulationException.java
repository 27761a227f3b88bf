package dev.foresight.env;

/**
 * A simulator that gave up in the middle of an episode, such as by a velocity that is no number; the message names
 * environment, step and cause. The episode is over; {@link Environment#reset} begins another.
 */
public final class SimulationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SimulationException(String message) {
    super(message);
  }

  public SimulationException(String message, Throwable cause) {
    super(message, cause);
  }
}
