package dev.foresight.engine;

import dev.foresight.compute.PlainKernelsForTests;
import dev.foresight.engine.cpu.CpuEngine;

/** The CPU engine without the Vector API, whether or not its module is there. */
class PlainCpuEngineTest extends JavaEngineContract {
  @Override
  public Engine open(EngineSpec spec) {
    return new CpuEngine(spec, PlainKernelsForTests::create);
  }
}
