package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foresight.Expr.Binary;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Source;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.UnaryOperator;
import dev.foresight.Expr.Variable;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExprTextTest {
  private static final float[] NOTHING = {};

  @Test
  void randomFormulasComeBackFromTheirText() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      Expr expr = random(random, 1 + random.nextInt(9));
      assertThat(Expr.parse(expr.toString())).as(expr.toString()).isEqualTo(expr);
    }
  }

  private static Expr random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(8);
    if (kind == 0) {
      float value = Float.intBitsToFloat(random.nextInt());
      return Expr.constant(Float.isFinite(value) ? value : -0f);
    } else if (kind == 1) {
      return new Variable(Source.values()[random.nextInt(3)], random.nextInt(100));
    } else if (kind == 2) {
      UnaryOperator[] operators = UnaryOperator.values();
      return new Unary(operators[random.nextInt(operators.length)], random(random, depth - 1));
    } else if (kind == 3) {
      Expr condition = random(random, depth - 1);
      return new Choice(condition, random(random, depth - 1), random(random, depth - 1));
    }
    BinaryOperator[] operators = BinaryOperator.values();
    Expr left = random(random, depth - 1);
    return new Binary(operators[random.nextInt(operators.length)], left, random(random, depth - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "1 + 2 * 3, 7",
    "(1 + 2) * 3, 9",
    "7 - 2 - 1, 4",
    "7 - (2 - 1), 6",
    "8 / 2 / 2, 2",
    "8 / 2 * 2, 8",
    "2 * -3, -6",
    "-2 - -3, 1",
    "-(1 + 2) * 3, -9",
    "--4, 4",
    "1 < 2 + 3, 1",
    "3 < 2 < 1, 1",
    "1e2 - 1E-1, 99.9",
    ".5 * 4., 2",
    "'where(0 < 1, 5, 6)', 5"
  })
  void signsBindAsInArithmetic(String text, float value) {
    assertThat(Expr.parse(text).evaluate(NOTHING, NOTHING, NOTHING)).isEqualTo(value);
  }

  @Test
  void parenthesesArePrintedOnlyWhereTheyCount() {
    assertThat(Expr.parse("((1 + 2) + (3 * 4)) - ((5))"))
        .hasToString("1.0 + 2.0 + 3.0 * 4.0 - 5.0");
    assertThat(Expr.parse("1 - (2 + 3)")).hasToString("1.0 - (2.0 + 3.0)");
    assertThat(Expr.parse("1 / (2 * 3)")).hasToString("1.0 / (2.0 * 3.0)");
    assertThat(Expr.parse("(1 < 2) * 3")).hasToString("(1.0 < 2.0) * 3.0");
    assertThat(Expr.parse("1 < (2 < 3)")).hasToString("1.0 < (2.0 < 3.0)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|0|a number",
        "1 +|3|a number",
        "1 2|2|an operator or the end",
        "(1|2|')'",
        "1)|1|an operator or the end",
        "state|5|'('",
        "state()|6|an index",
        "state(-1)|6|an index",
        "state(9999999)|13|an index",
        "reward(0)|0|a known function or variable",
        "sin(1, 2)|5|')'",
        "max(1)|5|','",
        "where(1, 2)|10|','",
        "1.2.3|0|a number",
        "1e|0|a number",
        "1 > 2|2|an operator or the end",
        "$|0|a number"
      })
  void malformedTextIsRefusedAtItsPosition(String text, int position, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expr.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("position " + position + ":")
        .withMessageContaining("expected " + expected);
  }

  @Test
  void nothingMayFollowAFormulaNotEvenANul() {
    assertThatIllegalArgumentException().isThrownBy(() -> Expr.parse("1\0 garbage"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e39", "-1e39"})
  void numbersBeyondFloatsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expr.parse(text))
        .withMessageContaining("finite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "sin(", "max(1,", "where(1,2,"})
  void deepNestingIsRefusedAndNotFollowed(String opening) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expr.parse(opening.repeat(5_000)))
        .withMessageContaining("at most 200 levels")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
  }

  @Test
  void longSumsAreReadAndPrintedFlat() {
    String text = "state(0)" + " + state(1)".repeat(900);
    assertThat(Expr.parse(text)).hasToString(text);
  }

  @Test
  void sumsTooLongToWalkAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expr.parse("1" + "+1".repeat(40_000)))
        .withMessageContaining("40001 operations")
        .withMessageContaining("1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expr.parse("1" + "+1".repeat(50_000)))
        .withMessageContaining("100001 characters");
  }

  @Test
  void formulasTooLargeToPrintEndInDots() {
    Expr shared = Expr.state(0);
    Expr high = Expr.state(0);
    for (int i = 0; i < 100; i++) {
      shared = shared.plus(shared);
    }
    for (int i = 0; i < 100_000; i++) {
      high = high.plus(1);
    }
    assertThat(shared.toString().length()).isBetween(100_000, 101_000);
    assertThat(shared.toString()).contains("...");
    assertThat(high.toString()).startsWith("...");
  }
}
