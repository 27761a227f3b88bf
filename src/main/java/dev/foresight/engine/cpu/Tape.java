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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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

  private Tape(Compiler compiler, int[] results) {
    RowPlan plan = new RowPlan(compiler, results);
    compiler.values.forEach((key, value) -> {
      if (key instanceof Variable variable) {
        leaves.add(new Leaf(variable.source(), variable.index(), plan.row[value]));
      } else if (key instanceof Constant constant) {
        constants.add(new Fixed(constant.value(), plan.row[value]));
      }
    });
    instructions = compiler.instructions.stream().map(plan::place).toArray(Instruction[]::new);
    outputs = Arrays.stream(results).map(value -> plan.row[value]).toArray();
    rows = plan.count;
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
      List<Object> key = Arrays.asList(code, unary, binary, a, b, c);
      Integer number = values.get(key);
      if (number == null) {
        number = count++;
        values.put(key, number);
        instructions.add(new Instruction(code, unary, binary, a, b, c, number));
      }
      return number;
    }
  }

  /** Gives values rows. An instruction never writes a row that it reads. */
  private static final class RowPlan {
    private final int[] row;
    private final int[] lastRead;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int count;

    RowPlan(Compiler compiler, int[] results) {
      row = new int[compiler.count];
      lastRead = new int[compiler.count];
      Arrays.fill(row, -1);
      List<Instruction> all = compiler.instructions;
      boolean[] computed = new boolean[compiler.count];
      for (int i = 0; i < all.size(); i++) {
        computed[all.get(i).to()] = true;
        for (int operand : operands(all.get(i))) {
          lastRead[operand] = i;
        }
      }
      for (int value = 0; value < row.length; value++) {
        if (!computed[value]) {
          row[value] = count++;
          lastRead[value] = Integer.MAX_VALUE;
        }
      }
      for (int result : results) {
        lastRead[result] = Integer.MAX_VALUE;
      }
      for (int i = 0; i < all.size(); i++) {
        row[all.get(i).to()] = free.isEmpty() ? count++ : free.pop();
        for (int operand : Arrays.stream(operands(all.get(i))).distinct().toArray()) {
          if (lastRead[operand] == i) {
            free.push(row[operand]);
          }
        }
      }
    }

    private static int[] operands(Instruction instruction) {
      return switch (instruction.code()) {
        case UNARY -> new int[] {instruction.a()};
        case BINARY -> new int[] {instruction.a(), instruction.b()};
        case CHOICE -> new int[] {instruction.a(), instruction.b(), instruction.c()};
      };
    }

    Instruction place(Instruction i) {
      return new Instruction(
          i.code(), i.unary(), i.binary(), row[i.a()], row[i.b()], row[i.c()], row[i.to()]);
    }
  }
}
