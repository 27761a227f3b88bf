package dev.foresight.engine;

import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.benchmarks.Workload;
import dev.foresight.engine.cuda.Cuda;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.GuardedEngine;
import dev.foresight.engine.kernel.TensorRollouts;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What CUDA can roll out on tensor cores, in each precision within that precision's own bound. */
class CudaPrecisionTest {
  @BeforeAll
  static void thereIsADevice() {
    Required.orSkip("cuda", Cuda.whyNot(0));
  }

  /** The portable kernel, asked for by name. */
  @Nested
  class InFp32 extends OnTensorCores {
    InFp32() {
      super(Precision.FP32);
    }
  }

  @Nested
  class InBf16x6 extends OnTensorCores {
    InBf16x6() {
      super(Precision.BF16X6);
    }
  }

  @Nested
  class InBf16x3 extends OnTensorCores {
    InBf16x3() {
      super(Precision.BF16X3);
    }
  }

  @Nested
  class InTf32 extends OnTensorCores {
    InTf32() {
      super(Precision.TF32);
    }
  }

  @Nested
  class InBf16 extends OnTensorCores {
    InBf16() {
      super(Precision.BF16);
    }
  }

  /** The contract's rollouts, those that tensor cores take on them however small they are. */
  abstract static class OnTensorCores implements RolloutParts, GpuUnderTest {
    private final Precision precision;

    OnTensorCores(Precision precision) {
      this.precision = precision;
    }

    /** PETS's half-cheetah, its published network and horizon; a few plans and a future for each member. */
    @Test
    void returnsThroughAPublishedNetworkOverItsHorizon() {
      Workload workload = Workload.named("pets-halfcheetah");
      PlannerConfig config = workload.config().withPlans(7, 1).withParticles(5);
      EngineSpec spec = new EngineSpec(workload.model(), workload.actions(), config, 1, 0, 1);
      SplittableRandom random = new SplittableRandom(6);
      try (Twins twins = new Twins(this, spec)) {
        twins.fill(ArrayName.STATE, 7, random, 0, 1);
        twins.fillActions(ArrayName.PLANS, 7, random);
        twins.run(e -> e.rollout(0, Contract.round(7)));
        twins.agree(ArrayName.RETURNS, 7);
      }
    }

    @Override
    public Gpu gpu() {
      return Cuda.gpu(0);
    }

    @Override
    public Engine open(EngineSpec spec) {
      Gpu gpu = gpu();
      Optional<String> whyNot = TensorRollouts.whyNot(spec, gpu);
      if (whyNot.isPresent()) {
        gpu.close();
        Assumptions.abort(whyNot.get());
      }
      return GuardedEngine.open(spec.withPrecision(Optional.of(precision)), gpu);
    }
  }
}
