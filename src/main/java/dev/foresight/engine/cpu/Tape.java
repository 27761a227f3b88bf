package dev.foresight.engine.cpu;

import dev.foresight.Expr;
import dev.foresight.Expr.Binary;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.Choice;
import dev.foresight.Expr.Constant;
import dev.foresight.Expr.Source;
import dev.foresight.Expr.Unary;
import dev.foresight.Expr.UnaryOperator;
import dev.foresight.Expr.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several formulas compiled to one list of instructions over rows: no tree is walked while planning,
 * and what formulas share is computed once. Immutable; each worker runs it with its own {@link
 * TapeRows}.
 *
 * <p>A value is a row. Values are numbered: first the constants and variables (leaves), then each
 * instruction's result.
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

  private Tape(Compiler compiler, int[] outputs) {
    compiler.values.forEach(
        (key, row) -> {
          if (key instanceof Variable variable) {
            leaves.add(new Leaf(variable.source(), variable.index(), row));
          } else if (key instanceof Constant constant) {
            constants.add(new Fixed(constant.value(), row));
          }
        });
    instructions = compiler.instructions.toArray(new Instruction[0]);
    rows = compiler.count;
    this.outputs = outputs;
  }

  /** Compiles formulas; output i is formula i. */
  static Tape of(List<Expr> formulas) {
    Compiler compiler = new Compiler();
    int[] outputs = formulas.stream().mapToInt(compiler::number).toArray();
    return new Tape(compiler, outputs);
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

  /** Gives equal values equal numbers. */
  private static final class Compiler {
    private final Map<Expr, Integer> known = new IdentityHashMap<>();
    private final Map<Object, Integer> values = new HashMap<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private int count;

    int number(Expr expr) {
      Integer number = known.get(expr);
      if (number == null) {
        number = numberAnew(expr);
        known.put(expr, number);
      }
      return number;
    }

    private int numberAnew(Expr expr) {
      if (expr instanceof Unary unary) {
        return number(Code.UNARY, unary.operator(), null, number(unary.argument()), 0, 0);
      } else if (expr instanceof Binary binary) {
        int left = number(binary.left());
        return number(Code.BINARY, null, binary.operator(), left, number(binary.right()), 0);
      } else if (expr instanceof Choice choice) {
        int condition = number(choice.condition());
        int whenTrue = number(choice.whenTrue());
        return number(Code.CHOICE, null, null, condition, whenTrue, number(choice.whenFalse()));
      }
      return values.computeIfAbsent(expr, key -> count++);
    }

    private int number(Code code, UnaryOperator unary, BinaryOperator binary, int a, int b, int c) {
      List<Object> key = java.util.Arrays.asList(code, unary, binary, a, b, c);
      Integer number = values.get(key);
      if (number == null) {
        number = count++;
        values.put(key, number);
        instructions.add(new Instruction(code, unary, binary, a, b, c, number));
      }
      return number;
    }
  }
}
