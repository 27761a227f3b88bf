package dev.foresight.engine;

/** What an engine in Java must do: everything, through simulators too. */
abstract class JavaEngineContract extends EngineContract implements SimulatorContract {}
