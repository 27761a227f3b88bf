package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExprTest {
  @Test
  void printsWhatItParses() {
    String text =
        "where(state(0) < 1.5, sin(action(1)) * -2.0E-4, -(max(next(0), state(1)) - 3.0))";
    Expr expr = Expr.parse(text);
    assertThat(Expr.parse(expr.toString())).isEqualTo(expr);
    assertThat(expr.toString()).isEqualTo(text);
  }
}
