package dev.foresight.engine;

import dev.foresight.engine.nd4j.Nd4jEngine;

class Nd4jEngineTest extends JavaEngineContract {
  @Override
  public Engine open(EngineSpec spec) {
    Required.orSkip("nd4j", Nd4jEngine.whyNot());
    return Nd4jEngine.open(spec);
  }

  /**
   * A product of matrices adds up in an order that depends on a row's place in it: on AVX2, OpenBLAS
   * gave 1.1440177 for one of 67 equal plans and 1.1440178 for another, and while both
   * cores were busy 0.12661159 and 0.12661195 (2.8e-6 of it).
   */
  @Override
  public float rounding() {
    return 1e-5f;
  }
}
