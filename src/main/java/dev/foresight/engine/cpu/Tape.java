package dev.foresight.engine.cpu;

import dev.foresight.Expr;
import dev.foresight.Expr.Binary;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.Constant;
import dev.foresight.Expr.Source;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.UnaryOperator;
import dev.foresight.Expr.Variable;
import dev.foresight.engine.Formulas;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Several formulas compiled to one list of instructions over rows: no tree is walked while planning,
 * and what formulas share is computed once. Immutable; each worker runs it with its own {@link
 * TapeRows}.
 *
 * <p>Every value lives in a row; a row is used again once its value is no longer read, so that the
 * rows stay in the cache.
 */
final class Tape {
  /** What an instruction does. */
  enum Code {
    UNARY,
    BINARY,
    CHOICE
  }

  /** One instruction: writes the row {@code to} from the rows {@code a}, {@code b}, {@code c}. */
  record Instruction(
      Code code, UnaryOperator unary, BinaryOperator binary, int a, int b, int c, int to) {}

  /** A variable and the row it is read from. */
  record Leaf(Source source, int index, int row) {}

  /** A constant and the row it fills. */
  record Fixed(float value, int row) {}

  private final List<Leaf> leaves = new ArrayList<>();
  private final List<Fixed> constants = new ArrayList<>();
  private final Instruction[] instructions;
  private final int[] outputs;
  private final int rows;

  private Tape(Formulas formulas) {
    RowPlan plan = new RowPlan(formulas);
    List<Instruction> all = new ArrayList<>();
    for (int value = 0; value < plan.row.length; value++) {
      Expr expr = formulas.values().get(value).expr();
      if (expr instanceof Variable variable) {
        leaves.add(new Leaf(variable.source(), variable.index(), plan.row[value]));
      } else if (expr instanceof Constant constant) {
        constants.add(new Fixed(constant.value(), plan.row[value]));
      } else {
        all.add(plan.instruction(value));
      }
    }
    instructions = all.toArray(Instruction[]::new);
    outputs = Arrays.stream(formulas.results()).map(value -> plan.row[value]).toArray();
    rows = plan.count;
  }

  /** Compiles formulas; output i is formula i. */
  static Tape of(List<Expr> formulas) {
    return new Tape(Formulas.of(formulas));
  }

  List<Leaf> leaves() {
    return leaves;
  }

  List<Fixed> constants() {
    return constants;
  }

  Instruction[] instructions() {
    return instructions;
  }

  int[] outputs() {
    return outputs;
  }

  int rows() {
    return rows;
  }

  /** Gives values rows. An instruction never writes a row that it reads. */
  private static final class RowPlan {
    private final Formulas formulas;
    private final int[] row;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int count;

    RowPlan(Formulas formulas) {
      this.formulas = formulas;
      int values = formulas.values().size();
      row = new int[values];
      int[] lastRead = new int[values];
      for (int value = 0; value < values; value++) {
        lastRead[value] = arguments(value).length == 0 ? Integer.MAX_VALUE : 0;
        for (int argument : arguments(value)) {
          lastRead[argument] = Math.max(value, lastRead[argument]);
        }
      }
      for (int result : formulas.results()) {
        lastRead[result] = Integer.MAX_VALUE;
      }
      for (int value = 0; value < values; value++) {
        boolean leaf = arguments(value).length == 0;
        row[value] = leaf || free.isEmpty() ? count++ : free.pop();
        for (int argument : Arrays.stream(arguments(value)).distinct().toArray()) {
          if (lastRead[argument] == value) {
            free.push(row[argument]);
          }
        }
      }
    }

    private int[] arguments(int value) {
      return formulas.values().get(value).arguments();
    }

    Instruction instruction(int value) {
      int to = row[value];
      int a = row[arguments(value)[0]];
      Expr expr = formulas.values().get(value).expr();
      if (expr instanceof Unary unary) {
        return new Instruction(Code.UNARY, unary.operator(), null, a, 0, 0, to);
      }
      int b = row[arguments(value)[1]];
      if (expr instanceof Binary binary) {
        return new Instruction(Code.BINARY, null, binary.operator(), a, b, 0, to);
      }
      return new Instruction(Code.CHOICE, null, null, a, b, row[arguments(value)[2]], to);
    }
  }
}
