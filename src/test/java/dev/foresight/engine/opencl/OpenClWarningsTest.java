package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.ActionSpace;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelTexts;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenClWarningsTest {
  @Test
  void theCompilerHasNothingToSayAboutKernels() {
    Equations straight = new Equations(List.of(Expr.state(0).plus(Expr.action(0))), List.of(), 1);
    WorldModel model = WorldModel.of(straight).withReward(Expr.cos(Expr.next(0)));
    try (OpenClGpu gpu = DeviceForTests.open()) {
      for (PlannerConfig preset : List.of(PlannerConfig.icem())) {
        PlannerConfig config = preset.withPlans(32, 4).withHorizon(5);
        EngineSpec spec = new EngineSpec(model, ActionSpace.symmetric(1, 1), config, 1, 0, 1);
        KernelTexts.of(spec).forEach((name, text) -> {
          try (Gpu.Kernel kernel = gpu.compile(name, text)) {
            assertThat(gpu.log(kernel)).as(name).isEmpty();
          }
        });
      }
      String suspicious = "__kernel void odd(__global int *data) { *data = *data / 0; }";
      try (Gpu.Kernel kernel = gpu.compile("odd", suspicious)) {
        assertThat(gpu.log(kernel)).contains("warning");
      }
    }
  }
}
