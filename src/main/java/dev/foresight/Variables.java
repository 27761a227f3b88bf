package dev.foresight;

import dev.foresight.Expr.Binary;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Source;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.Variable;
import dev.foresight.compute.Check;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What formulas read; refuses those that read what is not there. */
final class Variables {
  private Variables() {}

  static void check(String field, List<Expr> formulas, int states, int actions, boolean next) {
    for (int i = 0; i < formulas.size(); i++) {
      check(field + "[" + i + "]", formulas.get(i), states, actions, next);
    }
  }

  static void check(String field, Expr formula, int states, int actions, boolean next) {
    for (Variable variable : of(formula)) {
      check(field, variable, states, actions, next);
    }
  }

  /** Whether a formula reads an action. */
  static boolean readAction(Expr formula) {
    return of(formula).stream().anyMatch(variable -> variable.source() == Source.ACTION);
  }

  /** What a formula reads. */
  private static Set<Variable> of(Expr formula) {
    Set<Variable> variables = new LinkedHashSet<>();
    Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Expr> open = new ArrayDeque<>();
    open.push(formula);
    while (!open.isEmpty()) {
      Expr expr = open.pop();
      if (!seen.add(expr)) {
        continue;
      }
      if (expr instanceof Variable variable) {
        variables.add(variable);
      } else if (expr instanceof Unary unary) {
        open.push(unary.argument());
      } else if (expr instanceof Binary binary) {
        open.push(binary.left());
        open.push(binary.right());
      } else if (expr instanceof Choice choice) {
        open.push(choice.condition());
        open.push(choice.whenTrue());
        open.push(choice.whenFalse());
      }
    }
    return variables;
  }

  private static void check(
      String field, Variable variable, int states, int actions, boolean next) {
    Check.that(
        next || variable.source() != Source.NEXT,
        field + " reads " + variable + ", but only state and action are known there");
    boolean action = variable.source() == Source.ACTION;
    int size = action ? actions : states;
    Check.that(
        variable.index() < size,
        field + " reads " + variable + ", but the " + (action ? "action" : "state") + " has " + size
            + " elements");
  }
}
