package dev.foresight.engine;

import dev.foresight.engine.cpu.CpuEngine;

class CpuEngineTest extends JavaEngineContract {
  @Override
  public Engine open(EngineSpec spec) {
    return new CpuEngine(spec);
  }
}
