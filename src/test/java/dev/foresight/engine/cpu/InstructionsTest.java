package dev.foresight.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Expr;
import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.UnaryOperator;
import dev.foresight.engine.cpu.Instructions.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {
  private static final int UNARY = UnaryOperator.values().length;
  private static final int CHOICE = UNARY + BinaryOperator.values().length;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void fewerInstructionsHaveTheSameResults(int seed) {
    for (int trial = 0; trial < 100; trial++) {
      Random random = new Random(1000L * seed + trial);
      Tape tape = Tape.of(formulas(random));
      List<Integer> results = Arrays.stream(tape.outputs()).boxed().toList();
      List<Instruction> all = instructions(tape);
      int[] rows = {tape.rows()};
      List<Instruction> fused = Instructions.fused(all, results, () -> rows[0]++);
      double[] wanted = run(all, tape, rows[0]);
      double[] found = run(fused, tape, rows[0]);
      for (int row : results) {
        assertThat(found[row])
            .as("trial %d: %s", trial, fused)
            .isCloseTo(wanted[row], within(1e-9));
      }
    }
  }

  @Test
  void sinesCosinesAndSumsOfProductsAreJoined() {
    Expr x = Expr.state(0);
    Expr sum = Expr.sin(x).times(Expr.action(0)).plus(Expr.cos(x).times(2));
    Tape tape = Tape.of(List.of(sum.minus(x.times(3))));
    List<Instruction> all = instructions(tape);
    int[] rows = {tape.rows()};
    List<Instruction> fused = Instructions.fused(all, List.of(tape.outputs()[0]), () -> rows[0]++);
    assertThat(all).hasSize(7);
    assertThat(fused).hasSize(4);
  }

  private static List<Instruction> instructions(Tape tape) {
    return Arrays.stream(tape.instructions())
        .map(i -> new Instruction(Instructions.code(i), i.a(), i.b(), i.c(), i.to()))
        .toList();
  }

  /** Formulas that share parts. */
  private static List<Expr> formulas(Random random) {
    List<Expr> parts =
        new ArrayList<>(List.of(Expr.state(0), Expr.state(1), Expr.action(0), Expr.constant(0.3f)));
    for (int i = 0; i < 30; i++) {
      Expr a = parts.get(random.nextInt(parts.size()));
      Expr b = parts.get(random.nextInt(parts.size()));
      parts.add(
          switch (random.nextInt(8)) {
            case 0 -> Expr.sin(a);
            case 1 -> Expr.cos(a);
            case 2, 3 -> a.plus(b);
            case 4 -> a.minus(b);
            case 5 -> Expr.where(a.lessThan(b), b, a);
            default -> Expr.sin(a).times(b);
          });
    }
    return List.of(parts.get(parts.size() - 1), parts.get(parts.size() - 2), parts.get(20));
  }

  private static double[] run(List<Instruction> instructions, Tape tape, int rows) {
    double[] row = new double[rows];
    tape.leaves().forEach(leaf -> row[leaf.row()] = 0.7 - 0.4 * leaf.row());
    tape.constants().forEach(constant -> row[constant.row()] = constant.value());
    for (Instruction i : instructions) {
      double a = row[i.a()];
      double b = row[i.b()];
      double c = row[i.c()];
      if (i.code() == CHOICE + 4) {
        row[i.c()] = Math.cos(a);
      }
      row[i.to()] = value(i.code(), a, b, c);
    }
    return row;
  }

  private static double value(int code, double a, double b, double c) {
    if (code < UNARY) {
      return UnaryOperator.values()[code] == UnaryOperator.SIN ? Math.sin(a) : Math.cos(a);
    }
    if (code < CHOICE) {
      return switch (BinaryOperator.values()[code - UNARY]) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case LESS -> a < b ? 1 : 0;
        default -> throw new AssertionError("no formula here has it");
      };
    }
    return switch (code - CHOICE) {
      case 0 -> a != 0 ? b : c;
      case 1 -> a * b + c;
      case 2 -> a * b - c;
      case 3 -> c - a * b;
      default -> Math.sin(a);
    };
  }
}
