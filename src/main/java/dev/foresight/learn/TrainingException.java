package dev.foresight.learn;

/** Training diverged, or its data gave features that are no numbers. The trainer is as before. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what happened, where, and what would help. */
  public TrainingException(String message) {
    super(message);
  }

  TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
