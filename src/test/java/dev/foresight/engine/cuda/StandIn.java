package dev.foresight.engine.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

  /** Skips the test where a driver is installed, and not only found through the environment. */
  static void skipWhereTheSystemHasADriver() {
    boolean installed = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/wsl/lib")
        .anyMatch(folder -> Files.exists(Path.of(folder, "libcuda.so.1")));
    assumeTrue(!installed, "the NVIDIA driver is installed");
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
