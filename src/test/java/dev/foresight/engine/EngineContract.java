package dev.foresight.engine;

/**
 * What every engine must do, held against {@link Oracle} operation by operation. Arrays are written
 * in, one operation runs, arrays are read out, so that errors do not add up.
 */
abstract class EngineContract implements RolloutParts, PlanParts {}
