package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class ExprTest {
  private static final float[] STATE = {0.5f, -2};
  private static final float[] ACTION = {3};
  private static final float[] NEXT = {7, 11};

  @Test
  void variablesReadTheirElement() {
    assertThat(value(state(1))).isEqualTo(-2);
    assertThat(value(action(0))).isEqualTo(3);
    assertThat(value(next(1))).isEqualTo(11);
  }

  @Test
  void operationsAreThoseOfArithmetic() {
    assertThat(value(state(0).plus(action(0)).plus(1))).isEqualTo(4.5f);
    assertThat(value(state(0).minus(action(0)).minus(1))).isEqualTo(-3.5f);
    assertThat(value(state(1).times(action(0)).times(2))).isEqualTo(-12);
    assertThat(value(action(0).dividedBy(state(1)).dividedBy(2))).isEqualTo(-0.75f);
    assertThat(value(state(1).negated())).isEqualTo(2);
    assertThat(value(state(1).abs())).isEqualTo(2);
    assertThat(value(state(1).squared())).isEqualTo(4);
    assertThat(value(Expr.min(state(0), state(1)))).isEqualTo(-2);
    assertThat(value(Expr.max(state(0), state(1)))).isEqualTo(0.5f);
    assertThat(value(state(1).clamped(-1, 1))).isEqualTo(-1);
    assertThat(value(action(0).clamped(-1, 1))).isEqualTo(1);
  }

  @Test
  void functionsAreThoseOfMath() {
    assertThat(value(Expr.sin(action(0)))).isEqualTo((float) Math.sin(3));
    assertThat(value(Expr.cos(action(0)))).isEqualTo((float) Math.cos(3));
    assertThat(value(Expr.exp(action(0)))).isEqualTo((float) Math.exp(3));
    assertThat(value(Expr.log(action(0)))).isEqualTo((float) Math.log(3));
    assertThat(value(Expr.tanh(state(0)))).isEqualTo((float) Math.tanh(0.5));
    assertThat(value(Expr.sqrt(action(0)))).isEqualTo((float) Math.sqrt(3));
    assertThat(value(Expr.floor(constant(-0.5f)))).isEqualTo(-1);
    assertThat(value(Expr.atan2(state(1), state(0)))).isEqualTo((float) Math.atan2(-2, 0.5));
  }

  @Test
  void comparisonsAreOneOrZeroAndFalseForNaN() {
    Expr undefined = Expr.sqrt(state(1));
    assertThat(value(state(1).lessThan(0))).isEqualTo(1);
    assertThat(value(state(0).lessThan(0))).isEqualTo(0);
    assertThat(value(state(0).lessThan(state(0)))).isEqualTo(0);
    assertThat(value(state(0).greaterThan(0.4f))).isEqualTo(1);
    assertThat(value(undefined.lessThan(0))).isEqualTo(0);
    assertThat(value(undefined.greaterThan(0))).isEqualTo(0);
    assertThat(value(constant(1).and(constant(0)))).isEqualTo(0);
    assertThat(value(constant(1).or(constant(0)))).isEqualTo(1);
  }

  @Test
  void minimumAndMaximumOfNaNAreNaN() {
    Expr undefined = Expr.sqrt(state(1));
    assertThat(value(Expr.min(undefined, state(0)))).isNaN();
    assertThat(value(Expr.max(state(0), undefined))).isNaN();
    assertThat(value(undefined.clamped(-1, 1))).isNaN();
  }

  @Test
  void aChoiceIgnoresTheOtherBranch() {
    Expr undefined = Expr.log(constant(-1));
    assertThat(value(where(constant(0.1f), state(0), undefined))).isEqualTo(0.5f);
    assertThat(value(where(constant(0), undefined, state(0)))).isEqualTo(0.5f);
  }

  @Test
  void sharedPartsAreComputedOnce() {
    Expr expr = state(0);
    for (int i = 0; i < 100; i++) {
      expr = expr.plus(expr).times(0.5f);
    }
    assertThat(value(expr)).isEqualTo(0.5f);
  }

  @Test
  void partsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constant(Float.NaN))
        .withMessage("constant is NaN; it must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> action(-1))
        .withMessage("action index is -1; it must be at least 0");
    assertThatNullPointerException().isThrownBy(() -> state(0).plus(null)).withMessage("right");
  }

  private static float value(Expr expr) {
    return expr.evaluate(STATE, ACTION, NEXT);
  }
}
