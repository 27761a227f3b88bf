package dev.foresight.engine.kernel;

import dev.foresight.Expr;
import dev.foresight.Expr.Binary;
import dev.foresight.Expr.Constant;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.Variable;
import dev.foresight.engine.Formulas;
import dev.foresight.engine.Formulas.Value;
import java.util.List;
import java.util.Locale;

/** Formulas as statements of a kernel, one for each value, so that what they share is computed once. */
final class FormulaText {
  private final Formulas formulas;

  private FormulaText(Formulas formulas) {
    this.formulas = formulas;
  }

  /** The statements that compute the formulas, and the words for their values. */
  record Printed(String statements, List<String> results) {}

  static Printed of(List<Expr> formulas) {
    return new FormulaText(Formulas.of(formulas)).printed();
  }

  private Printed printed() {
    StringBuilder text = new StringBuilder();
    List<Value> values = formulas.values();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i).expr() instanceof Constant)) {
        text.append("  const float v").append(i).append(" = ");
        text.append(right(values.get(i))).append(";\n");
      }
    }
    List<String> results =
        java.util.Arrays.stream(formulas.results()).mapToObj(this::word).toList();
    return new Printed(text.toString(), results);
  }

  private String word(int value) {
    boolean constant = formulas.values().get(value).expr() instanceof Constant;
    return constant ? literal(value) : "v" + value;
  }

  /** In hexadecimal, which is exact. */
  private String literal(int value) {
    float number = ((Constant) formulas.values().get(value).expr()).value();
    return "(" + Float.toHexString(number) + "f)";
  }

  private String right(Value value) {
    int[] of = value.arguments();
    if (value.expr() instanceof Variable variable) {
      return variable.source().name().toLowerCase(Locale.ROOT) + "[AT(" + variable.index() + ")]";
    } else if (value.expr() instanceof Unary unary) {
      return unary(unary, word(of[0]));
    } else if (value.expr() instanceof Binary binary) {
      return binary(binary, word(of[0]), word(of[1]));
    }
    return word(of[0]) + " != 0.0f ? " + word(of[1]) + " : " + word(of[2]);
  }

  private static String unary(Unary unary, String x) {
    return switch (unary.operator()) {
      case NEGATE -> "-" + x;
      case ABS -> "fabs(" + x + ")";
      case SQRT, EXP, LOG, SIN, COS, TANH, FLOOR ->
        unary.operator().name().toLowerCase(Locale.ROOT) + "(" + x + ")";
    };
  }

  private static String binary(Binary binary, String x, String y) {
    return switch (binary.operator()) {
      case ADD -> x + " + " + y;
      case SUBTRACT -> x + " - " + y;
      case MULTIPLY -> x + " * " + y;
      case DIVIDE -> x + " / " + y;
      case MIN -> "least(" + x + ", " + y + ")";
      case MAX -> "greatest(" + x + ", " + y + ")";
      case ATAN2 -> "atan2(" + x + ", " + y + ")";
      case LESS -> x + " < " + y + " ? 1.0f : 0.0f";
    };
  }
}
