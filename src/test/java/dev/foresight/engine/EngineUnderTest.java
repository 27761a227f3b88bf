package dev.foresight.engine;

/** What each part of the contract needs: an engine to hold against the oracle. */
interface EngineUnderTest {
  Engine open(EngineSpec spec);

  /** How far the returns of equal plans may differ by their places alone, relative to a return. */
  default float rounding() {
    return 0;
  }
}
