package dev.foresight.engine.kernel;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.max;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.env.Environments;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaTextTest {

  @Test
  void whatFormulasShareIsPrintedOnce() {
    Expr speed = state(1).times(state(1));
    Expr again = state(1).times(state(1));
    FormulaText.Printed printed =
        FormulaText.of(List.of(Expr.sin(speed).plus(again), Expr.sin(again)));
    assertThat(printed.statements().lines())
        .containsExactly(
            "  const float v0 = state[AT(1)];",
            "  const float v1 = v0 * v0;",
            "  const float v2 = sin(v1);",
            "  const float v3 = v2 + v1;");
    assertThat(printed.results()).containsExactly("v3", "v2");
  }

  @Test
  void constantsAreExactAndStandInTheirPlace() {
    FormulaText.Printed printed = FormulaText.of(
        List.of(action(0).minus(-0.1f), constant(1e-45f), constant(-0f), next(2).negated()));
    assertThat(printed.statements()).contains("v0 - (-0x1.99999ap-4f);");
    assertThat(printed.results().get(1)).isEqualTo("(0x0.000002p-126f)");
    assertThat(printed.results().get(2)).isEqualTo("(-0x0.0p0f)");
    assertThat(printed.statements()).contains("= next[AT(2)];").contains("= -v");
  }

  @Test
  void comparisonsAndChoicesAreConditions() {
    Expr expr = where(state(0).lessThan(1), max(state(0), action(0)), constant(2));
    assertThat(FormulaText.of(List.of(expr)).statements())
        .contains("v0 < (0x1.0p0f) ? 1.0f : 0.0f;")
        .contains("greatest(v0, v3);")
        .contains("v2 != 0.0f ? v4 : (0x1.0p1f);");
  }

  @Test
  void aGraphThatIsAnEndlessTreeIsPrintedInAsManyLinesAsItHasParts() {
    Expr doubled = state(0);
    for (int i = 0; i < 100; i++) {
      doubled = doubled.plus(doubled);
    }
    assertThat(FormulaText.of(List.of(doubled)).statements().lines()).hasSize(101);
    Equations acrobot = (Equations) Environments.named("acrobot").dynamics();
    assertThat(FormulaText.of(acrobot.next()).statements().lines()).hasSizeLessThan(250);
  }
}
