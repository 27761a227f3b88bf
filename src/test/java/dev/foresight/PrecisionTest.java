package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static PlannerBuilder onCpu() {
    WorldModel model = WorldModel.of(Equations.of(1, Expr.state(0).plus(Expr.action(0))));
    return Planner.builder(model, ActionSpace.symmetric(1, 1), PlannerConfig.cem())
        .backend(Backend.CPU);
  }

  @Test
  void theCpuHasSinglePrecisionAskedForOrNot() {
    try (Planner unasked = onCpu().build();
        Planner asked = onCpu().precision(Precision.FP32).build()) {
      assertThat(unasked.precision()).isEqualTo(Precision.FP32);
      assertThat(asked.precision()).isEqualTo(Precision.FP32);
      assertThat(asked.plan(new float[1]).action())
          .isEqualTo(unasked.plan(new float[1]).action());
    }
  }

  @Test
  void theCpuRefusesAnotherOneWithTheRemedy() {
    assertThatThrownBy(() -> onCpu().precision(Precision.TF32).build())
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(
            "precision TF32 cannot be had: the CPU computes in FP32, or in BF16 on some processors")
        .hasMessageContaining("use precision FP32");
  }

  @Test
  void aNameMeansAPrecisionAndOtherNamesAreRefused() {
    assertThat(Precision.named("bf16x3")).isEqualTo(Precision.BF16X3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Precision.named("fp64"))
        .withMessageContaining("precision is \"fp64\"; choose one of fp32, bf16x6");
  }
}
