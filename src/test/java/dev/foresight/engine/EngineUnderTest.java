package dev.foresight.engine;

/** What each part of the contract needs: an engine to hold against the oracle. */
interface EngineUnderTest {
  Engine open(EngineSpec spec);
}
