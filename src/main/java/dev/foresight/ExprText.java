package dev.foresight;

import dev.foresight.Expr.Binary;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Source;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.UnaryOperator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Formulas as text: what {@code toString} prints, {@link Expr#parse(String)} reads. */
final class ExprText {
  private static final int LONGEST = 100_000;
  private static final int HIGHEST = 1000;

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

  private static List<Expr> parts(Expr expr) {
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

  /** Recursive descent, with a limit on depth and length so that hostile text cannot exhaust us. */
  static final class Parser {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
      Check.that(
          text.length() <= LONGEST,
          "formula has " + text.length() + " characters; the most is " + LONGEST);
      this.text = text;
    }

    Expr parse() {
      Expr expr = comparison();
      peek();
      if (at < text.length()) {
        throw unreadable("an operator or the end");
      }
      int height = 0;
      for (List<Expr> level = List.of(expr); !level.isEmpty(); level = below(level)) {
        height++;
      }
      Check.that(
          height <= HIGHEST,
          "formula has " + height + " operations one upon the other; the most is " + HIGHEST
              + ": group long sums with parentheses");
      return expr;
    }

    private static List<Expr> below(List<Expr> level) {
      return level.stream().flatMap(expr -> parts(expr).stream()).collect(Collectors.toList());
    }

    private Expr comparison() {
      if (++depth > DEEPEST) {
        throw unreadable("at most " + DEEPEST + " levels of nesting");
      }
      Expr expr = sum();
      while (accept('<')) {
        expr = new Binary(BinaryOperator.LESS, expr, sum());
      }
      depth--;
      return expr;
    }

    private Expr sum() {
      Expr expr = product();
      while (true) {
        if (accept('+')) {
          expr = new Binary(BinaryOperator.ADD, expr, product());
        } else if (accept('-')) {
          expr = new Binary(BinaryOperator.SUBTRACT, expr, product());
        } else {
          return expr;
        }
      }
    }

    private Expr product() {
      Expr expr = factor();
      while (true) {
        if (accept('*')) {
          expr = new Binary(BinaryOperator.MULTIPLY, expr, factor());
        } else if (accept('/')) {
          expr = new Binary(BinaryOperator.DIVIDE, expr, factor());
        } else {
          return expr;
        }
      }
    }

    private Expr factor() {
      char c = peek();
      if (accept('-')) {
        if (Character.isDigit(peek()) || peek() == '.') {
          return new Expr.Constant(-number());
        }
        if (++depth > DEEPEST) {
          throw unreadable("at most " + DEEPEST + " levels of nesting");
        }
        Expr argument = factor();
        depth--;
        return new Unary(UnaryOperator.NEGATE, argument);
      }
      if (accept('(')) {
        Expr inner = comparison();
        expect(')');
        return inner;
      }
      if (Character.isDigit(c) || c == '.') {
        return new Expr.Constant(number());
      }
      if (Character.isLetter(c)) {
        return named();
      }
      throw unreadable("a number, a name or '('");
    }

    private Expr named() {
      int start = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      String name = text.substring(start, at).toUpperCase(Locale.ROOT);
      expect('(');
      Expr result = null;
      for (Source source : Source.values()) {
        if (source.name().equals(name)) {
          peek();
          int digits = at;
          while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
          }
          if (at == digits || at - digits > 6) {
            throw unreadable("an index");
          }
          result = new Expr.Variable(source, Integer.parseInt(text.substring(digits, at)));
        }
      }
      for (UnaryOperator operator : UnaryOperator.values()) {
        if (operator.name().equals(name)) {
          result = new Unary(operator, comparison());
        }
      }
      for (BinaryOperator operator : BinaryOperator.values()) {
        if (operator.name().equals(name)) {
          Expr left = comparison();
          expect(',');
          result = new Binary(operator, left, comparison());
        }
      }
      if (name.equals("WHERE")) {
        Expr condition = comparison();
        expect(',');
        Expr whenTrue = comparison();
        expect(',');
        result = new Choice(condition, whenTrue, comparison());
      }
      if (result == null) {
        at = start;
        throw unreadable("a known function or variable");
      }
      expect(')');
      return result;
    }

    private float number() {
      int start = at;
      while (at < text.length() && isNumberPart(at)) {
        at++;
      }
      try {
        return Check.finite("constant", Float.parseFloat(text.substring(start, at)));
      } catch (NumberFormatException e) {
        at = start;
        throw unreadable("a number");
      }
    }

    private boolean isNumberPart(int i) {
      char c = text.charAt(i);
      boolean exponentSign =
          (c == '-' || c == '+') && Character.toLowerCase(text.charAt(i - 1)) == 'e';
      return Character.isDigit(c) || c == '.' || c == 'e' || c == 'E' || exponentSign;
    }

    private char peek() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char c) {
      if (peek() == c && at < text.length()) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) {
      if (!accept(c)) {
        throw unreadable("'" + c + "'");
      }
    }

    private IllegalArgumentException unreadable(String expected) {
      String shown = text.length() <= 200 ? text : text.substring(0, 200) + "...";
      return new IllegalArgumentException(
          "formula \"" + shown + "\" cannot be read at position " + at + ": expected " + expected);
    }
  }
}
