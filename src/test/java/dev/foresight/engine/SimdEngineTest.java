package dev.foresight.engine;

import dev.foresight.Precision;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Simd;
import dev.foresight.engine.cpu.CpuEngine;
import dev.foresight.engine.cpu.SimdPacker;
import org.junit.jupiter.api.BeforeAll;

/** The CPU engine with native code for networks, formulas and random numbers, where the build has it. */
class SimdEngineTest extends JavaEngineContract {
  @BeforeAll
  static void needsTheLibrary() {
    Required.orSkip("simd", Simd.whyNot());
  }

  @Override
  public Engine open(EngineSpec spec) {
    Simd simd = Simd.fastest(Precision.FP32).orElseThrow();
    return new CpuEngine(spec, Kernels::create, () -> new SimdPacker(simd));
  }
}
