package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.opencl.OpenCl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

class OpenClEngineTest extends KernelEngineContract {
  @BeforeAll
  static void thereIsADevice() {
    String problem = OpenCl.whyNot(0).orElse("");
    boolean required =
        List.of(System.getProperty("foresight.require", "").split(",")).contains("opencl");
    assertThat(required ? problem : "").as("opencl is required").isEmpty();
    assumeTrue(problem.isEmpty(), problem);
  }

  @Override
  Gpu gpu() {
    return OpenCl.gpu(0);
  }
}
