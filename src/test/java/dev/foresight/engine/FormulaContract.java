package dev.foresight.engine;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.WorldModel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rollout}: formulas at the edges of what their functions take. */
interface FormulaContract extends EngineUnderTest {
  float[] EDGES = {
    0,
    -0f,
    1,
    -1,
    0.5f,
    -0.5f,
    1.5f,
    2.9999f,
    -2.0001f,
    1e-45f,
    -1e-40f,
    1e-30f,
    1e-7f,
    0.01f,
    0.6249f,
    0.6251f,
    -0.625f,
    3.1415927f,
    -1.5707964f,
    0.7853982f,
    25,
    -25,
    87,
    -87,
    88.7f,
    89,
    -104,
    1000.25f,
    -8191,
    8193,
    1e6f,
    -8388609,
    16777216,
    3e9f,
    -3e9f,
    1e20f,
    3e38f,
    -3e38f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  /** Plan n acts once, by x_n and y_n; the reward is its return. */
  private void check(Expr reward, float[] x, float[] y) {
    WorldModel model = WorldModel.of(Equations.of(2, state(0))).withReward(reward);
    EngineSpec spec = Contract.spec(model, Contract.config(1, x.length, 1), 1);
    float[] plans = new float[2 * x.length];
    for (int n = 0; n < x.length; n++) {
      plans[2 * n] = x[n];
      plans[2 * n + 1] = y[n];
    }
    try (Twins twins = new Twins(this, spec)) {
      twins.write(ArrayName.STATE, x.length, 1);
      twins.write(ArrayName.PLANS, x.length, plans);
      twins.run(e -> e.rollout(0, Contract.round(x.length)));
      float[] actual = Contract.read(twins.engine, spec, ArrayName.RETURNS, x.length);
      float[] expected = Contract.read(twins.oracle, spec, ArrayName.RETURNS, x.length);
      for (int n = 0; n < x.length; n++) {
        String what = reward + " at " + x[n] + ", " + y[n] + " is " + actual[n];
        if (Float.isFinite(expected[n])) {
          float most = 1e-6f * Math.max(1, Math.abs(expected[n]));
          assertThat(actual[n]).as(what).isCloseTo(expected[n], within(most));
        } else {
          assertThat(Float.isFinite(actual[n])).as(what).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void functionsOfOneArgument(Expr.UnaryOperator operator) {
    check(new Expr.Unary(operator, action(0)), EDGES, EDGES);
  }

  @ParameterizedTest
  @EnumSource
  default void functionsOfTwoArguments(Expr.BinaryOperator operator) {
    Expr expr = new Expr.Binary(operator, action(0), action(1));
    for (float edge : EDGES) {
      float[] same = new float[EDGES.length];
      java.util.Arrays.fill(same, edge);
      check(expr, EDGES, same);
    }
  }

  /** A comparison gives 1 or 0, and what is not chosen is ignored, whatever it is. */
  static Stream<Expr> choices() {
    Expr x = action(0);
    Expr y = action(1);
    return Stream.of(
        x.lessThan(y),
        x.greaterThan(y),
        where(x, constant(2), constant(3)),
        where(x.lessThan(y), constant(2), Expr.log(x.minus(1e10f))),
        where(x.greaterThan(0), Expr.log(x), constant(0)),
        where(constant(0), constant(1).dividedBy(constant(0)), constant(5)),
        where(constant(7), constant(5), Expr.sqrt(constant(-1))),
        x.clamped(-2, 2));
  }

  @ParameterizedTest
  @MethodSource("choices")
  default void comparisonsAndChoices(Expr expr) {
    for (float edge : new float[] {0, -0f, 1, -3e38f, Float.NaN}) {
      float[] same = new float[EDGES.length];
      java.util.Arrays.fill(same, edge);
      check(expr, EDGES, same);
    }
  }

  @Test
  default void aFormulaMayShareItsParts() {
    Expr doubled = action(0);
    for (int i = 0; i < 12; i++) {
      doubled = doubled.plus(doubled).times(0.5f);
    }
    check(doubled, new float[] {1, 2, -3}, new float[3]);
  }
}
