package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;

/** The first OpenCL device, or why a test is skipped. */
final class DeviceForTests {
  private DeviceForTests() {}

  static OpenClGpu open() {
    need();
    return (OpenClGpu) OpenCl.gpu(0);
  }

  /** Skips, or fails where OpenCL is required, unless there is a device. */
  static void need() {
    Optional<String> problem = OpenCl.whyNot(0);
    String[] required = System.getProperty("foresight.require", "").split(",");
    if (Arrays.asList(required).contains("opencl")) {
      assertThat(problem).as("OpenCL is required").isEmpty();
    }
    assumeTrue(problem.isEmpty(), problem::orElseThrow);
  }
}
