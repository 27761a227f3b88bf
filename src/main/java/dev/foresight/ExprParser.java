package dev.foresight;

import dev.foresight.Expr.Binary;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Source;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.UnaryOperator;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads formulas ({@link Expr#parse(String)}) by recursive descent, with a limit on depth and length
 * so that hostile text cannot exhaust us.
 */
final class ExprParser {
  private static final int DEEPEST = 200;

  private final String text;
  private int at;
  private int depth;

  ExprParser(String text) {
    Check.that(
        text.length() <= ExprText.LONGEST,
        "formula has " + text.length() + " characters; the most is " + ExprText.LONGEST);
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
        height <= ExprText.HIGHEST,
        "formula has " + height + " operations one upon the other; the most is " + ExprText.HIGHEST
            + ": group long sums with parentheses");
    return expr;
  }

  private static List<Expr> below(List<Expr> level) {
    return level.stream()
        .flatMap(expr -> ExprText.parts(expr).stream())
        .collect(Collectors.toList());
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
