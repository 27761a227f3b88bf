package dev.foresight.engine.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;

/** The stand-in CUDA driver of {@code native/}, which counts what is open and what was misused. */
record StandIn(NativeLibrary driver) {

  /** Skips the test where the driver is a real one. */
  static StandIn need() {
    NativeLibrary driver = NativeLibrary.getInstance("libcuda.so.1");
    try {
      driver.getFunction("foresight_standin_live");
    } catch (UnsatisfiedLinkError e) {
      assumeTrue(false, "only the stand-in driver counts handles");
    }
    return new StandIn(driver);
  }

  /** Open handles of all kinds. */
  long open() {
    return (Long) driver.getFunction("foresight_standin_live").invoke(Long.class, new Object[0]);
  }

  /** Violated rules of the driver's interface so far. */
  long misuses() {
    return (Long)
        driver.getFunction("foresight_standin_violations").invoke(Long.class, new Object[0]);
  }
}
