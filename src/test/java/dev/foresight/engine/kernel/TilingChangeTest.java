package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Backend;
import dev.foresight.BackendException;
import dev.foresight.Devices;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.KeptContext;
import dev.foresight.WorldModel;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import dev.foresight.engine.opencl.OpenCl;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Returns do not depend on the tiling, and the tiling on the sizes of the networks alone. */
@ExtendWith(KeptContext.class)
@Tag("device")
class TilingChangeTest {
  private static final Round ROUND = new Round(0, TiledModels.PLANS, 0, false);

  @BeforeEach
  void thereIsADevice() {
    Devices.assume(Backend.OPENCL);
  }

  private static LikeGpu gpu() {
    return new LikeGpu(OpenCl.gpu(0, "-cl-opt-disable"));
  }

  private static float[] returns(KernelEngine engine, EngineSpec spec) {
    SplittableRandom random = new SplittableRandom(4);
    for (ArrayName name : new ArrayName[] {ArrayName.STATE, ArrayName.PLANS}) {
      int length = spec.length(name, TiledModels.PLANS);
      engine.write(name, TiledModels.PLANS, TiledModels.randoms(random, length, 0));
    }
    engine.rollout(1, ROUND);
    float[] returns = new float[spec.length(ArrayName.RETURNS, TiledModels.PLANS)];
    engine.read(ArrayName.RETURNS, TiledModels.PLANS, returns);
    assertThat(engine.brokenGuards()).isEmpty();
    return returns;
  }

  @Test
  void returnsAreTheSameBitsWhateverTheTiling() {
    EngineSpec spec = TiledModels.spec(TiledModels.model(40, 1));
    float[] expected;
    List<Tiling> tilings;
    try (LikeGpu gpu = gpu()) {
      tilings = Tilings.candidates(spec, gpu.limits());
      expected = returns(new KernelEngine(spec, gpu), spec);
    }
    assertThat(expected).doesNotContain(Float.NaN, 0);
    int count = tilings.size();
    for (int each : new int[] {1, count / 3, count / 2, count - 1}) {
      try (KernelEngine engine = new KernelEngine(spec, gpu())) {
        engine.tile(tilings.get(each));
        assertThat(returns(engine, spec)).as("%s", tilings.get(each)).isEqualTo(expected);
      }
    }
  }

  @Test
  void timingOnTheDeviceLeavesNoTrace(@TempDir Path folder) {
    EngineSpec spec = TiledModels.spec(TiledModels.model(40, 1));
    LikeGpu gpu = gpu();
    try (KernelEngine timed = new KernelEngine(spec, gpu);
        KernelEngine plain = new KernelEngine(spec, gpu())) {
      timed.compile(KernelCache.in(folder));
      assertThat(returns(timed, spec)).isEqualTo(returns(plain, spec));
    }
    assertThat(gpu.rollouts).hasSizeGreaterThan(1);
  }

  @Test
  void weightsAreTakenInTheTilingThatIsThere() {
    EngineSpec spec = TiledModels.spec(TiledModels.model(40, 1));
    EngineSpec next = TiledModels.spec(TiledModels.model(40, 2));
    LikeGpu gpu = gpu();
    try (KernelEngine updated = new KernelEngine(spec, gpu);
        KernelEngine fresh = new KernelEngine(next, gpu())) {
      updated.tile(Tilings.candidates(spec, gpu.limits()).get(5));
      float[] before = returns(updated, spec);
      updated.update(next.model());
      assertThat(returns(updated, next)).isEqualTo(returns(fresh, next)).isNotEqualTo(before);
    }
    assertThat(gpu.rollouts).hasSize(1);
  }

  @Test
  void aWiderNetworkIsTiledAnew() {
    EngineSpec narrow = TiledModels.spec(TiledModels.model(8, 1));
    EngineSpec wide = TiledModels.spec(TiledModels.model(900, 2));
    LikeGpu gpu = gpu();
    LikeGpu other = gpu();
    try (KernelEngine updated = new KernelEngine(narrow, gpu);
        KernelEngine fresh = new KernelEngine(wide, other)) {
      returns(updated, narrow);
      updated.update(wide.model());
      assertThat(returns(updated, wide)).isEqualTo(returns(fresh, wide));
    }
    assertThat(gpu.rollouts).hasSize(2).endsWith(other.rollouts.get(0));
  }

  @Test
  void noiseThatWouldRepeatIsRefused() {
    WorldModel model =
        WorldModel.of(Equations.of(1, Collections.nCopies(500, Expr.state(0)).toArray(Expr[]::new))
            .withNoise(Collections.nCopies(500, Expr.constant(1)).toArray(Expr[]::new)));
    EngineSpec spec = TiledModels.spec(model);
    EngineSpec much = new EngineSpec(
        model,
        spec.actions(),
        spec.config().withPlans(2, 1).withHorizon(1000).withParticles(10_000),
        1,
        0,
        1);
    assertThatThrownBy(() -> new KernelEngine(much, gpu()))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("10000 particles x horizon 1000 x 500 state elements are 5000000000")
        .hasMessageContaining("more than the 4294967296")
        .hasMessageContaining("the backend cpu");
  }
}
