package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.BackendException;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.benchmarks.Workload;
import dev.foresight.engine.EngineSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilingsTest {
  private static final Gpu.Limits SMALL =
      new Gpu.Limits("a small GPU", 32 << 10, 256, 132, 1L << 30, false);
  private static final Gpu.Limits TENSOR =
      new Gpu.Limits("an H100", 48 << 10, 1024, 132, 1L << 36, false, 227 << 10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pets-cartpole",
        "pets-reacher",
        "pets-pusher",
        "pets-halfcheetah",
        "demo-cartpole",
        "mppi-diffdrive"
      })
  void everyPresetFitsASmallDevice(String preset) {
    Workload workload = Workload.named(preset);
    check(new EngineSpec(workload.model(), workload.actions(), workload.config(), 1, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 64, 100, 257, 1000, 2000, 7000})
  void networksOfEveryWidthFitASmallDevice(int width) {
    check(spec(width));
  }

  private static void check(EngineSpec spec) {
    RolloutShape shape = RolloutShape.of(spec);
    for (Tiling tiling : Tilings.candidates(spec, SMALL)) {
      int share = (shape.widestOutput() + tiling.lanes() - 1) / tiling.lanes();
      assertThat(shape.groupBytes(tiling)).isLessThanOrEqualTo(SMALL.localBytes());
      assertThat(tiling.items()).isLessThanOrEqualTo(SMALL.groupItems());
      assertThat(tiling.items()).isGreaterThanOrEqualTo(tiling.rows());
      assertThat(tiling.rows() % tiling.rowsPerItem()).isZero();
      assertThat(tiling.pitch() % 4).isEqualTo(tiling.rows() < 4 ? tiling.rows() : 0);
      assertThat(share * tiling.rowsPerItem()).isLessThanOrEqualTo(64);
    }
  }

  /** Groups with what CUDA takes for each, 1 KiB, beside one another; or the tilings of other kernels. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 64, 100, 257, 500, 1000, 2000, 7000})
  void tilesOnTensorCoresFitAMultiprocessor(int width) {
    for (Precision precision : Precision.values()) {
      EngineSpec spec = spec(width).withPrecision(Optional.of(precision));
      List<Tiling> tilings = width <= 500 ? Tilings.candidates(spec, TENSOR) : List.of();
      for (Tiling tiling : tilings) {
        assertThat(tiling.warps().isPresent()).isEqualTo(precision != Precision.FP32);
        tiling.warps().ifPresent(warps -> {
          long bytes = TensorLayout.of(spec, tiling).bytes();
          assertThat(warps.together() * (bytes + 1024)).isLessThanOrEqualTo(228 << 10);
          assertThat(tiling.items() * warps.together()).isBetween(32, 1024);
          assertThat(tiling.items()).isGreaterThanOrEqualTo(tiling.rows());
          assertThat(tiling.rows() % (16 * warps.rows())).isZero();
        });
      }
    }
    assertThat(Tilings.candidates(spec(width), TENSOR)).isNotEmpty();
  }

  @Test
  void aNetworkTooWideForTensorCoresIsRefusedWhereTheyWereAskedFor() {
    EngineSpec spec = spec(7000);
    assertThat(Tilings.choose(spec, TENSOR).warps()).isEmpty();
    assertThatThrownBy(
            () -> Tilings.choose(spec.withPrecision(Optional.of(Precision.BF16)), TENSOR))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("precision BF16 cannot be had: a network that wide leaves no room");
  }

  @Test
  void aNetworkTooWideForOnePlanIsRefusedWithItsSizes() {
    assertThatThrownBy(() -> Tilings.choose(spec(9000), SMALL))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("a network 9000 wide")
        .hasMessageContaining("need 36")
        .hasMessageContaining("a small GPU has 32768 bytes")
        .hasMessageContaining("use narrower layers or the backend cpu");
  }

  @Test
  void plansThatAreFormulasAloneAreSpreadOverTheUnits() {
    WorldModel model = WorldModel.of(Equations.of(1, Expr.state(0)));
    assertThat(Tilings.choose(spec(model, 500), SMALL)).isEqualTo(new Tiling(32, 1, 1));
    assertThat(Tilings.choose(spec(model, 1 << 20), SMALL)).isEqualTo(new Tiling(256, 1, 1));
  }

  private static EngineSpec spec(int width) {
    Network network = new Network(List.of(
        new Network.Layer(2, width, new float[2 * width], new float[width], Activation.RELU),
        new Network.Layer(width, 1, new float[width], new float[1], Activation.IDENTITY)));
    Ensemble ensemble = new Ensemble(
        List.of(network),
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[] {true},
        new float[0],
        new float[0]);
    return spec(WorldModel.of(ensemble), 500);
  }

  private static EngineSpec spec(WorldModel model, int plans) {
    PlannerConfig config = PlannerConfig.cem().withPlans(plans, 1);
    return new EngineSpec(model, ActionSpace.symmetric(1, 1), config, 1, 0, 1);
  }
}
