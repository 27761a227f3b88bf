package dev.foresight.engine;

import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.ScalarFunction;
import java.util.Arrays;

/** Formulas and networks at one point, in double precision. */
record OracleFormula(double[] state, double[] action, double[] next) {

  /** A network as reward reads state and action, as value the state alone ({@code action} empty). */
  double of(ScalarFunction function) {
    if (function instanceof Expr expr) {
      return of(expr);
    }
    double[] input = new double[state.length + action.length];
    System.arraycopy(state, 0, input, 0, state.length);
    System.arraycopy(action, 0, input, state.length, action.length);
    double[] values =
        function.networks().stream().mapToDouble(n -> network(n, input)[0]).toArray();
    return function instanceof ScalarEnsemble e ? reduced(e.reduction(), values) : values[0];
  }

  private static double reduced(Reduction reduction, double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    if (reduction instanceof Reduction.Min) {
      return Arrays.stream(values).reduce(Math::min).orElseThrow();
    } else if (reduction instanceof Reduction.Pessimistic pessimistic) {
      double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      return mean - pessimistic.kappa() * Math.sqrt(squares / values.length);
    }
    return mean;
  }

  double of(Expr expr) {
    if (expr instanceof Expr.Constant constant) {
      return constant.value();
    } else if (expr instanceof Expr.Variable variable) {
      return switch (variable.source()) {
        case STATE -> state[variable.index()];
        case ACTION -> action[variable.index()];
        case NEXT -> next[variable.index()];
      };
    } else if (expr instanceof Expr.Choice choice) {
      return of(of(choice.condition()) != 0 ? choice.whenTrue() : choice.whenFalse());
    } else if (expr instanceof Expr.Unary unary) {
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
    Expr.Binary binary = (Expr.Binary) expr;
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

  static double[] network(Network network, double[] input) {
    double[] x = input;
    for (Network.Layer layer : network.layers()) {
      double[] y = new double[layer.outputs()];
      for (int o = 0; o < y.length; o++) {
        y[o] = layer.bias()[o];
        for (int i = 0; i < x.length; i++) {
          y[o] += layer.weights()[o * x.length + i] * x[i];
        }
        y[o] = switch (layer.activation()) {
          case IDENTITY -> y[o];
          case RELU -> Math.max(0, y[o]);
          case LEAKY_RELU -> y[o] < 0 ? y[o] * 0.01 : y[o];
          case TANH -> Math.tanh(y[o]);
          case SIGMOID -> 1 / (1 + Math.exp(-y[o]));
          case SILU -> y[o] / (1 + Math.exp(-y[o]));
        };
      }
      x = y;
    }
    return x;
  }
}
