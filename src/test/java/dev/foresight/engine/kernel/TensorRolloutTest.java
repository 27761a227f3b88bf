package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Activation;
import dev.foresight.BackendException;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.Precision;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Required;
import dev.foresight.engine.Round;
import dev.foresight.engine.cuda.Cuda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rollouts are on tensor cores, in which precision, and that nothing else depends on it. */
@Tag("device")
class TensorRolloutTest {
  private static final Round ROUND = new Round(0, TiledModels.PLANS, 0, false);
  private final List<String> compiled = new ArrayList<>();

  @BeforeEach
  void thereIsADevice() {
    Required.orSkip("cuda", Cuda.whyNot(0));
  }

  /** A GPU whose compiled kernels are noted down. */
  private Gpu gpu() {
    Gpu gpu = Cuda.gpu(0);
    return (Gpu) Proxy.newProxyInstance(
        Gpu.class.getClassLoader(), new Class<?>[] {Gpu.class}, (proxy, method, arguments) -> {
          if (method.getName().equals("compile")) {
            compiled.add((String) arguments[0]);
          }
          try {
            return method.invoke(gpu, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static EngineSpec spec(int width, long seed) {
    return TiledModels.spec(TiledModels.model(width, seed));
  }

  private static EngineSpec in(Precision precision, EngineSpec spec) {
    return spec.withPrecision(Optional.of(precision));
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

  @ParameterizedTest
  @EnumSource(names = "FP32", mode = EnumSource.Mode.EXCLUDE)
  void returnsAreTheSameBitsWhateverTheTiling(Precision precision) {
    EngineSpec spec = in(precision, spec(70, 1));
    Gpu first = gpu();
    List<Tiling> tilings = Tilings.candidates(spec, first.limits());
    int count = tilings.size();
    try (KernelEngine chosen = new KernelEngine(spec, first)) {
      float[] expected = returns(chosen, spec);
      assertThat(expected).doesNotContain(Float.NaN, 0);
      for (int each : new int[] {1, count / 3, count / 2, 3 * count / 4, count - 1}) {
        try (KernelEngine engine = new KernelEngine(spec, gpu())) {
          engine.tile(tilings.get(each));
          assertThat(returns(engine, spec)).as("%s", tilings.get(each)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FP32", mode = EnumSource.Mode.EXCLUDE)
  void newWeightsNeedNoCompiler(Precision precision) {
    EngineSpec spec = in(precision, spec(40, 1));
    EngineSpec next = in(precision, spec(40, 2));
    try (KernelEngine fresh = new KernelEngine(next, gpu());
        KernelEngine updated = new KernelEngine(spec, gpu())) {
      float[] expected = returns(fresh, next);
      float[] before = returns(updated, spec);
      compiled.clear();
      updated.update(next.model());
      assertThat(returns(updated, next)).isEqualTo(expected).isNotEqualTo(before);
      assertThat(updated.precision()).isEqualTo(precision);
    }
    assertThat(compiled).isEmpty();
  }

  @Test
  void networksThatAreWorthItAreOnTensorCoresUnasked() {
    try (KernelEngine wide = new KernelEngine(spec(450, 1), gpu());
        KernelEngine narrow = new KernelEngine(spec(40, 1), gpu());
        KernelEngine asked = new KernelEngine(in(Precision.FP32, spec(450, 1)), gpu())) {
      assertThat(wide.precision()).isEqualTo(Precision.BF16X6);
      assertThat(narrow.precision()).isEqualTo(Precision.FP32);
      assertThat(asked.precision()).isEqualTo(Precision.FP32);
    }
  }

  @Test
  void aPrecisionThatCannotBeHadIsRefusedWithTheRemedy() {
    WorldModel learned = TiledModels.model(8, 1);
    WorldModel written = WorldModel.of(Equations.of(1, Expr.state(0)).withNoise(Expr.constant(1)));
    EngineSpec plain = TiledModels.spec(learned);
    EngineSpec mixed = new EngineSpec(
        learned, plain.actions(), plain.config().withPropagation(Propagation.DS), 1, 0, 1);
    refuses(mixed, "propagation DS takes all members");
    refuses(TiledModels.spec(written), "the dynamics are formulas");
  }

  private void refuses(EngineSpec spec, String reason) {
    assertThatThrownBy(() -> new KernelEngine(in(Precision.BF16, spec), gpu()))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("precision BF16 cannot be had: " + reason)
        .hasMessageContaining("use precision FP32");
  }

  /** Where a planner is given a model of another kind, what was asked for still holds. */
  @Test
  void anUpdateThatWouldLoseThePrecisionIsRefusedAndChangesNothing() {
    EngineSpec spec = in(Precision.TF32, spec(40, 1));
    WorldModel learned = spec.model();
    Network reward = ((Ensemble) learned.dynamics()).members().get(0);
    Network scalar = new Network(List.of(
        reward.layers().get(0),
        new Network.Layer(40, 1, new float[40], new float[1], Activation.IDENTITY)));
    try (KernelEngine engine = new KernelEngine(spec, gpu())) {
      float[] before = returns(engine, spec);
      assertThatThrownBy(() -> engine.update(learned.withReward(scalar)))
          .hasMessageContaining("the reward or the terminal value is a network");
      assertThat(returns(engine, spec)).isEqualTo(before);
    }
  }
}
