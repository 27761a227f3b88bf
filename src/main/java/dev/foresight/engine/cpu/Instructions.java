package dev.foresight.engine.cpu;

import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Instructions for native code ({@code native/simd/formulas.h}): code, rows a, b and c that it reads, the row that it writes. Where a
 * product is only added, both become one, and so do sine and cosine of the same row.
 */
final class Instructions {
  private static final int UNARY = UnaryOperator.values().length;
  private static final int SINE = UnaryOperator.SIN.ordinal();
  private static final int COSINE = UnaryOperator.COS.ordinal();
  private static final int ADD = UNARY + BinaryOperator.ADD.ordinal();
  private static final int SUBTRACT = UNARY + BinaryOperator.SUBTRACT.ordinal();
  private static final int MULTIPLY = UNARY + BinaryOperator.MULTIPLY.ordinal();
  private static final int CHOICE = UNARY + BinaryOperator.values().length;
  private static final int MULTIPLY_ADD = CHOICE + 1;
  private static final int MULTIPLY_SUBTRACT = CHOICE + 2;
  private static final int SUBTRACT_PRODUCT = CHOICE + 3;
  private static final int SINE_AND_COSINE = CHOICE + 4;

  /** One of them. */
  record Instruction(int code, int a, int b, int c, int to) {
    boolean reads(int row) {
      return a == row
          || code >= UNARY && b == row
          || code >= CHOICE && code < SINE_AND_COSINE && c == row;
    }

    /** This, reading another row in the place of one. */
    Instruction reading(int row, int insteadOf) {
      return new Instruction(
          code,
          a == insteadOf ? row : a,
          code >= UNARY && b == insteadOf ? row : b,
          code >= CHOICE && code < SINE_AND_COSINE && c == insteadOf ? row : c,
          to);
    }

    boolean writes(int row) {
      return to == row || code == SINE_AND_COSINE && c == row;
    }
  }

  private final List<Instruction> all;
  private final List<Integer> results;
  private final IntSupplier newRow;

  private Instructions(List<Instruction> all, List<Integer> results, IntSupplier newRow) {
    this.all = all;
    this.results = results;
    this.newRow = newRow;
  }

  /** The code of a tape's instruction. */
  static int code(Tape.Instruction instruction) {
    return switch (instruction.code()) {
      case UNARY -> instruction.unary().ordinal();
      case BINARY -> UNARY + instruction.binary().ordinal();
      case CHOICE -> CHOICE;
    };
  }

  /**
   * The same results with fewer instructions.
   *
   * @param results rows that are read after the last one
   * @param newRow gives a row that nothing else uses
   */
  static List<Instruction> fused(
      List<Instruction> instructions, List<Integer> results, IntSupplier newRow) {
    Instructions fusion = new Instructions(new ArrayList<>(instructions), results, newRow);
    for (int at = 0; at < fusion.all.size(); at++) {
      int code = fusion.all.get(at).code();
      if (code == SINE || code == COSINE) {
        at -= fusion.joinWave(at) ? 1 : 0;
      } else if (code == ADD || code == SUBTRACT) {
        at -= fusion.addProduct(at) ? 1 : 0;
      }
    }
    return fusion.all;
  }

  /** Whether a sine or cosine at a place went to the other one before it, with a new row for its result. */
  private boolean joinWave(int at) {
    Instruction later = all.get(at);
    int from = at - 1;
    while (from >= 0 && !(isWave(all.get(from)) && all.get(from).a == later.a)) {
      if (all.get(from).writes(later.a)) {
        return false;
      }
      from--;
    }
    int end = at + 1;
    while (end < all.size() && !all.get(end).writes(later.to)) {
      end++;
    }
    if (from < 0 || end == all.size() && results.contains(later.to)) {
      return false;
    }
    int row = newRow.getAsInt();
    int first = all.get(from).to;
    boolean sineFirst = all.get(from).code == SINE;
    int sine = sineFirst ? first : row;
    all.set(from, new Instruction(SINE_AND_COSINE, later.a, 0, sineFirst ? row : first, sine));
    for (int i = at + 1; i <= Math.min(end, all.size() - 1); i++) {
      all.set(i, all.get(i).reading(row, later.to));
    }
    all.remove(at);
    return true;
  }

  private static boolean isWave(Instruction instruction) {
    return instruction.code == SINE || instruction.code == COSINE;
  }

  /** Whether a product went to where it is added or subtracted. */
  private boolean addProduct(int at) {
    Instruction sum = all.get(at);
    int right = product(sum.b, at);
    int left = product(sum.a, at);
    if (sum.a == sum.b || right < 0 && left < 0) {
      return false;
    }
    int from = Math.max(left, right);
    Instruction product = all.get(from);
    boolean first = from == left;
    int code = sum.code == ADD ? MULTIPLY_ADD : first ? MULTIPLY_SUBTRACT : SUBTRACT_PRODUCT;
    int other = first ? sum.b : sum.a;
    all.set(at, new Instruction(code, product.a, product.b, other, sum.to));
    all.remove(from);
    return true;
  }

  /** Where the row's product is, if only the instruction at a place reads it and could make it itself; below 0 if not. */
  private int product(int row, int at) {
    int from = at - 1;
    while (from >= 0 && !all.get(from).writes(row)) {
      from--;
    }
    if (from < 0 || all.get(from).code != MULTIPLY || readAfter(row, at)) {
      return -1;
    }
    Instruction product = all.get(from);
    for (Instruction between : all.subList(from + 1, at)) {
      if (between.reads(row) || between.writes(product.a) || between.writes(product.b)) {
        return -1;
      }
    }
    return from;
  }

  /** Whether what is in the row at a place is read later. */
  private boolean readAfter(int row, int at) {
    if (all.get(at).writes(row)) {
      return false;
    }
    for (Instruction after : all.subList(at + 1, all.size())) {
      if (after.reads(row)) {
        return true;
      }
      if (after.writes(row)) {
        return false;
      }
    }
    return results.contains(row);
  }
}
