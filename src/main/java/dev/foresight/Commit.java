package dev.foresight;

/** Which plan is carried out when the iterations are done. */
public enum Commit {
  /** The fitted mean. */
  MEAN,
  /** The plan of the last iteration with the best score. */
  BEST
}
