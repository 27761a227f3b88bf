package dev.foresight;

import dev.foresight.Expr.Binary;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.UnaryOperator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formulas as text: what {@code toString} prints, {@link Expr#parse(String)} reads. */
final class ExprText {
  static final int LONGEST = 100_000;
  static final int HIGHEST = 1000;

  private static final Map<BinaryOperator, String> SIGNS = Map.of(
      BinaryOperator.ADD, "+",
      BinaryOperator.SUBTRACT, "-",
      BinaryOperator.MULTIPLY, "*",
      BinaryOperator.DIVIDE, "/",
      BinaryOperator.LESS, "<");

  private ExprText() {}

  /** The text of a formula; dots stand for what is too long or too high to be read again. */
  static String print(Expr expr) {
    Printer printer = new Printer();
    printer.print(expr);
    return printer.out.toString();
  }

  static List<Expr> parts(Expr expr) {
    if (expr instanceof Unary unary) {
      return List.of(unary.argument());
    } else if (expr instanceof Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (expr instanceof Choice choice) {
      return List.of(choice.condition(), choice.whenTrue(), choice.whenFalse());
    }
    return List.of();
  }

  /** Writes with as few parentheses as the reader needs. */
  private static final class Printer {
    private final StringBuilder out = new StringBuilder();
    private int height;

    void print(Expr expr) {
      if (++height > HIGHEST || out.length() > LONGEST) {
        out.append("...");
      } else if (expr instanceof Unary unary) {
        boolean negated = unary.operator() == UnaryOperator.NEGATE;
        call(negated ? "-" : name(unary.operator()), expr);
      } else if (expr instanceof Choice) {
        call("where", expr);
      } else if (expr instanceof Binary binary) {
        print(binary);
      } else {
        out.append(expr);
      }
      height--;
    }

    private void print(Binary binary) {
      String sign = SIGNS.get(binary.operator());
      if (sign == null) {
        call(name(binary.operator()), binary);
      } else {
        operand(binary.left(), rank(binary));
        out.append(' ').append(sign).append(' ');
        operand(binary.right(), rank(binary) + 1);
      }
    }

    private void call(String name, Expr expr) {
      String separator = "(";
      out.append(name);
      for (Expr part : parts(expr)) {
        out.append(separator);
        print(part);
        separator = ", ";
      }
      out.append(')');
    }

    private void operand(Expr expr, int least) {
      boolean enclosed = rank(expr) < least;
      out.append(enclosed ? "(" : "");
      print(expr);
      out.append(enclosed ? ")" : "");
    }

    /** How tightly the formula holds together: a sign of equal rank may stand to its right. */
    private static int rank(Expr expr) {
      if (!(expr instanceof Binary binary) || !SIGNS.containsKey(binary.operator())) {
        return 4;
      }
      return switch (binary.operator()) {
        case LESS -> 1;
        case ADD, SUBTRACT -> 2;
        default -> 3;
      };
    }

    private static String name(Enum<?> operator) {
      return operator.name().toLowerCase(Locale.ROOT);
    }
  }
}
