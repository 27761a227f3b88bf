package dev.foresight.engine.kernel;

import java.util.Locale;

/** The kernels: the six operations, and the start of an episode. */
enum Operation {
  RESET,
  SHIFT,
  SAMPLE,
  ROLLOUT,
  SCORE,
  WEIGH,
  FIT;

  /** Whether the kernel reads or writes what a reset sets. */
  boolean followsReset() {
    return this == SHIFT || this == SAMPLE || this == FIT;
  }

  /** The kernel's name, and its file's. */
  String kernel() {
    return name().toLowerCase(Locale.ROOT);
  }
}
