package dev.foresight;

import dev.foresight.Expr.Binary;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Constant;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.Variable;
import java.util.IdentityHashMap;
import java.util.Map;

/** One formula at one point, by walking it in double precision. */
final class ExprValue {
  private final float[] state;
  private final float[] action;
  private final float[] next;
  private final Map<Expr, Double> known = new IdentityHashMap<>();

  ExprValue(float[] state, float[] action, float[] next) {
    this.state = state;
    this.action = action;
    this.next = next;
  }

  /** Shared parts are computed once, so that formulas may be graphs as well as trees. */
  double of(Expr expr) {
    if (expr instanceof Constant || expr instanceof Variable) {
      return compute(expr);
    }
    Double value = known.get(expr);
    if (value == null) {
      value = compute(expr);
      known.put(expr, value);
    }
    return value;
  }

  private double compute(Expr expr) {
    if (expr instanceof Constant constant) {
      return constant.value();
    } else if (expr instanceof Variable variable) {
      return switch (variable.source()) {
        case STATE -> state[variable.index()];
        case ACTION -> action[variable.index()];
        case NEXT -> next[variable.index()];
      };
    } else if (expr instanceof Unary unary) {
      return unary(unary);
    } else if (expr instanceof Binary binary) {
      return binary(binary);
    }
    Choice choice = (Choice) expr;
    return of(choice.condition()) != 0 ? of(choice.whenTrue()) : of(choice.whenFalse());
  }

  private double unary(Unary unary) {
    double x = of(unary.argument());
    return switch (unary.operator()) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case SQRT -> Math.sqrt(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TANH -> Math.tanh(x);
      case FLOOR -> Math.floor(x);
    };
  }

  private double binary(Binary binary) {
    double x = of(binary.left());
    double y = of(binary.right());
    return switch (binary.operator()) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case ATAN2 -> Math.atan2(x, y);
      case LESS -> x < y ? 1 : 0;
    };
  }
}
