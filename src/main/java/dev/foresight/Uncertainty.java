package dev.foresight;

/** Which part of the spread of a plan's returns is meant. */
public enum Uncertainty {
  /** Between the members of an ensemble: what more data would settle. */
  EPISTEMIC,
  /** Of all returns, whatever it comes from. */
  TOTAL
}
