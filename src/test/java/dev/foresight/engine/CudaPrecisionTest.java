package dev.foresight.engine;

import dev.foresight.Precision;
import dev.foresight.engine.cuda.Cuda;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.GuardedEngine;
import dev.foresight.engine.kernel.TensorRollouts;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What CUDA rolls out on tensor cores, in each precision within that precision's own bound. */
class CudaPrecisionTest {
  @BeforeAll
  static void thereIsADevice() {
    Required.orSkip("cuda", Cuda.whyNot(0));
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
