package dev.foresight;

import dev.foresight.compute.Check;
import java.util.List;
import java.util.Objects;

/**
 * A formula over the state, the action and the next state: a reward, a termination, a terminal
 * value, a feature or a next-state equation.
 *
 * <p>A formula is data. The CPU evaluates it over blocks of plans, other engines print it into their
 * kernels, and {@link Object#toString()} and {@link #parse(String)} carry it through model files. Numbers
 * are 32-bit floats; a truth value is 1 or 0, and any value other than 0 counts as true, NaN too.
 * Every function of NaN is NaN, {@code min} and {@code max} included; only {@code <} and {@code
 * where} can hide it.
 *
 * <pre>{@code
 * Expr upright = cos(state(1));
 * Expr reward = upright.minus(action(0).squared().times(0.01f));
 * Expr done = state(0).abs().greaterThan(2.4f);
 * }</pre>
 */
public sealed interface Expr extends ScalarFunction {

  /** None. */
  @Override
  default List<Network> networks() {
    return List.of();
  }

  /** What a variable reads. */
  enum Source {
    STATE,
    ACTION,
    NEXT
  }

  /** Functions of one argument. */
  enum UnaryOperator {
    NEGATE,
    ABS,
    SQRT,
    EXP,
    LOG,
    SIN,
    COS,
    TANH,
    FLOOR
  }

  /** Functions of two arguments; {@code LESS} is 1 where the left is below the right, else 0. */
  enum BinaryOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MIN,
    MAX,
    ATAN2,
    LESS
  }

  /** A finite number. */
  record Constant(float value) implements Expr {
    public Constant {
      Check.finite("constant", value);
    }

    @Override
    public String toString() {
      return Float.toString(value);
    }
  }

  /** One element of the state, the action or the next state. */
  record Variable(Source source, int index) implements Expr {
    public Variable {
      Objects.requireNonNull(source, "source");
      Check.atLeast(source.name().toLowerCase(java.util.Locale.ROOT) + " index", index, 0);
    }

    @Override
    public String toString() {
      return source.name().toLowerCase(java.util.Locale.ROOT) + "(" + index + ")";
    }
  }

  /** A function of one argument. */
  record Unary(UnaryOperator operator, Expr argument) implements Expr {
    public Unary {
      Objects.requireNonNull(operator, "operator");
      Objects.requireNonNull(argument, "argument");
    }

    @Override
    public String toString() {
      return ExprText.print(this);
    }
  }

  /** A function of two arguments. */
  record Binary(BinaryOperator operator, Expr left, Expr right) implements Expr {
    public Binary {
      Objects.requireNonNull(operator, "operator");
      Objects.requireNonNull(left, "left");
      Objects.requireNonNull(right, "right");
    }

    @Override
    public String toString() {
      return ExprText.print(this);
    }
  }

  /** {@code whenTrue} where the condition is not 0, else {@code whenFalse}; the other is ignored. */
  record Choice(Expr condition, Expr whenTrue, Expr whenFalse) implements Expr {
    public Choice {
      Objects.requireNonNull(condition, "condition");
      Objects.requireNonNull(whenTrue, "whenTrue");
      Objects.requireNonNull(whenFalse, "whenFalse");
    }

    @Override
    public String toString() {
      return ExprText.print(this);
    }
  }

  /** The state's element {@code index}, before the action. */
  static Expr state(int index) {
    return new Variable(Source.STATE, index);
  }

  /** The action's element {@code index}. */
  static Expr action(int index) {
    return new Variable(Source.ACTION, index);
  }

  /** The next state's element {@code index}, after the action. */
  static Expr next(int index) {
    return new Variable(Source.NEXT, index);
  }

  /** A number. */
  static Expr constant(float value) {
    return new Constant(value);
  }

  static Expr sin(Expr angle) {
    return new Unary(UnaryOperator.SIN, angle);
  }

  static Expr cos(Expr angle) {
    return new Unary(UnaryOperator.COS, angle);
  }

  static Expr exp(Expr power) {
    return new Unary(UnaryOperator.EXP, power);
  }

  /** The natural logarithm: minus infinity at 0, NaN below. */
  static Expr log(Expr value) {
    return new Unary(UnaryOperator.LOG, value);
  }

  static Expr tanh(Expr value) {
    return new Unary(UnaryOperator.TANH, value);
  }

  static Expr sqrt(Expr value) {
    return new Unary(UnaryOperator.SQRT, value);
  }

  static Expr floor(Expr value) {
    return new Unary(UnaryOperator.FLOOR, value);
  }

  /** The angle of the point (x, y), in [-pi, pi]. */
  static Expr atan2(Expr y, Expr x) {
    return new Binary(BinaryOperator.ATAN2, y, x);
  }

  static Expr min(Expr left, Expr right) {
    return new Binary(BinaryOperator.MIN, left, right);
  }

  static Expr max(Expr left, Expr right) {
    return new Binary(BinaryOperator.MAX, left, right);
  }

  /** {@code whenTrue} where {@code condition} is not 0, else {@code whenFalse}. */
  static Expr where(Expr condition, Expr whenTrue, Expr whenFalse) {
    return new Choice(condition, whenTrue, whenFalse);
  }

  default Expr plus(Expr other) {
    return new Binary(BinaryOperator.ADD, this, other);
  }

  default Expr plus(float other) {
    return plus(constant(other));
  }

  default Expr minus(Expr other) {
    return new Binary(BinaryOperator.SUBTRACT, this, other);
  }

  default Expr minus(float other) {
    return minus(constant(other));
  }

  default Expr times(Expr other) {
    return new Binary(BinaryOperator.MULTIPLY, this, other);
  }

  default Expr times(float other) {
    return times(constant(other));
  }

  default Expr dividedBy(Expr other) {
    return new Binary(BinaryOperator.DIVIDE, this, other);
  }

  default Expr dividedBy(float other) {
    return dividedBy(constant(other));
  }

  default Expr negated() {
    return new Unary(UnaryOperator.NEGATE, this);
  }

  default Expr abs() {
    return new Unary(UnaryOperator.ABS, this);
  }

  default Expr squared() {
    return times(this);
  }

  /** 1 where this is below {@code other}, else 0 (also for NaN). */
  default Expr lessThan(Expr other) {
    return new Binary(BinaryOperator.LESS, this, other);
  }

  default Expr lessThan(float other) {
    return lessThan(constant(other));
  }

  /** 1 where this is above {@code other}, else 0 (also for NaN). */
  default Expr greaterThan(Expr other) {
    return new Binary(BinaryOperator.LESS, other, this);
  }

  default Expr greaterThan(float other) {
    return greaterThan(constant(other));
  }

  /** 1 where both are true, for truth values of 0 and 1. */
  default Expr and(Expr other) {
    return min(this, other);
  }

  /** 1 where either is true, for truth values of 0 and 1. */
  default Expr or(Expr other) {
    return max(this, other);
  }

  /** This value held within {@code [low, high]}. */
  default Expr clamped(float low, float high) {
    return min(max(this, constant(low)), constant(high));
  }

  /**
   * The value at one point, in plain Java: for environments and analysis, not the fast path.
   *
   * @param next the next state; the state itself where there is none
   */
  default float evaluate(float[] state, float[] action, float[] next) {
    return (float) new ExprValue(state, action, next).of(this);
  }

  /**
   * Reads the text that {@link Object#toString()} writes, such as {@code "cos(state(1)) - 0.01 *
   * (action(0) * action(0))"}: numbers, {@code state(i) action(i) next(i)}, {@code + - * / <}, a
   * leading minus, parentheses, {@code abs sqrt exp log sin cos tanh floor}, {@code min max atan2}
   * with two arguments and {@code where} with three.
   *
   * @throws IllegalArgumentException naming the position of what it could not read
   */
  static Expr parse(String text) {
    return new ExprParser(text).parse();
  }
}
