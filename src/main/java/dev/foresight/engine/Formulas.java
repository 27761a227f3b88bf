package dev.foresight.engine;

import dev.foresight.Expr;
import dev.foresight.Expr.Binary;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several formulas as one list of values, in which what they share is there once: no tree is walked
 * afterwards, and a graph of shared parts stays as small as it is.
 *
 * @param values each after those that it is made of
 * @param results where in the list each formula's value is
 */
public record Formulas(List<Value> values, int[] results) {

  /**
   * A value: a constant, a variable, or a function of earlier values.
   *
   * @param expr a formula of this value; of its arguments only the number counts
   * @param arguments which values it is a function of
   */
  public record Value(Expr expr, int... arguments) {}

  /** The values of some formulas. */
  public static Formulas of(List<Expr> formulas) {
    Numbering numbering = new Numbering();
    int[] results = formulas.stream().mapToInt(numbering::of).toArray();
    return new Formulas(List.copyOf(numbering.values), results);
  }

  /** Gives equal values equal numbers. */
  private static final class Numbering {
    private final Map<Expr, Integer> known = new IdentityHashMap<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Value> values = new ArrayList<>();

    int of(Expr expr) {
      Integer number = known.get(expr);
      if (number == null) {
        number = anew(expr);
        known.put(expr, number);
      }
      return number;
    }

    private int anew(Expr expr) {
      if (expr instanceof Unary unary) {
        int argument = of(unary.argument());
        return number(Arrays.asList(unary.operator(), argument), expr, argument);
      } else if (expr instanceof Binary binary) {
        int left = of(binary.left());
        int right = of(binary.right());
        return number(Arrays.asList(binary.operator(), left, right), expr, left, right);
      } else if (expr instanceof Choice choice) {
        int condition = of(choice.condition());
        int yes = of(choice.whenTrue());
        int no = of(choice.whenFalse());
        return number(Arrays.asList(condition, yes, no), expr, condition, yes, no);
      }
      return number(expr, expr);
    }

    private int number(Object key, Expr expr, int... arguments) {
      Integer number = numbers.get(key);
      if (number == null) {
        number = values.size();
        numbers.put(key, number);
        values.add(new Value(expr, arguments));
      }
      return number;
    }
  }
}
