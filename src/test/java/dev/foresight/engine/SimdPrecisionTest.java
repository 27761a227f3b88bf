package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.compute.Simd;
import dev.foresight.engine.cpu.CpuEngine;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract's rollouts on the CPU in bfloat16, within that precision's bound, where the processor has it. */
class SimdPrecisionTest implements RolloutParts, EngineUnderTest {
  @BeforeAll
  static void needsTheLibraryAndTheProcessor() {
    Required.orSkip("simd", Simd.whyNot());
    Assumptions.assumeTrue(
        Simd.fastest(Precision.BF16).isPresent(), "this processor has no products of bfloat16");
  }

  @Override
  public Engine open(EngineSpec spec) {
    return new CpuEngine(spec.withPrecision(Optional.of(Precision.BF16)));
  }

  @Test
  void theEngineSaysSo() {
    try (Engine engine = open(Contract.futures(PlannerConfig.cem().withPlans(8, 2), 1))) {
      assertThat(engine.precision()).isEqualTo(Precision.BF16);
    }
  }
}
