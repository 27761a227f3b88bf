package dev.foresight.engine.cpu;

import dev.foresight.Expr.BinaryOperator;
import dev.foresight.Expr.UnaryOperator;
import dev.foresight.compute.Kernels;
import java.util.Arrays;

/** One worker's rows for running a {@link Tape}. */
final class TapeRows {
  private final Tape tape;
  private final Kernels kernels;
  private final float[][] rows;

  /** Reads variables straight from the given rows. */
  TapeRows(Tape tape, Kernels kernels, Rows variables) {
    this(tape, kernels, variables, new float[0][]);
  }

  /**
   * The same, with rows that the first formulas are to be computed in. A formula that is a variable, a constant or the
   * same as another is computed elsewhere: see {@link #output}.
   *
   * @param results rows that no formula reads
   */
  TapeRows(Tape tape, Kernels kernels, Rows variables, float[][] results) {
    this.tape = tape;
    int width = variables.width();
    this.kernels = kernels;
    rows = new float[tape.rows()][];
    for (Tape.Fixed constant : tape.constants()) {
      rows[constant.row()] = new float[width];
      Arrays.fill(rows[constant.row()], constant.value());
    }
    for (Tape.Leaf leaf : tape.leaves()) {
      float[][] source =
          switch (leaf.source()) {
            case STATE -> variables.state();
            case ACTION -> variables.action();
            case NEXT -> variables.next();
          };
      rows[leaf.row()] = source[leaf.index()];
    }
    for (int i = 0; i < results.length; i++) {
      int row = tape.outputs()[i];
      if (rows[row] == null
          && Arrays.stream(tape.outputs()).filter(o -> o == row).count() == 1) {
        rows[row] = results[i];
      }
    }
    for (int row = 0; row < rows.length; row++) {
      rows[row] = rows[row] == null ? new float[width] : rows[row];
    }
  }

  /** Computes every formula for the first {@code count} elements of each row. */
  void run(int count) {
    for (Tape.Instruction instruction : tape.instructions()) {
      float[] a = rows[instruction.a()];
      float[] b = rows[instruction.b()];
      float[] to = rows[instruction.to()];
      switch (instruction.code()) {
        case UNARY -> unary(instruction.unary(), a, to, count);
        case BINARY -> binary(instruction.binary(), a, b, to, count);
        case CHOICE -> kernels.choose(a, b, rows[instruction.c()], to, count);
      }
    }
  }

  /** The row that holds formula {@code i}; it may be a row of the state or the action itself. */
  float[] output(int i) {
    return rows[tape.outputs()[i]];
  }

  private void unary(UnaryOperator operator, float[] x, float[] y, int count) {
    switch (operator) {
      case NEGATE -> {
        for (int i = 0; i < count; i++) {
          y[i] = -x[i];
        }
      }
      case ABS -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.abs(x[i]);
        }
      }
      case SQRT -> {
        for (int i = 0; i < count; i++) {
          y[i] = (float) Math.sqrt(x[i]);
        }
      }
      case FLOOR -> {
        for (int i = 0; i < count; i++) {
          y[i] = (float) Math.floor(x[i]);
        }
      }
      case EXP -> kernels.exp(x, y, count);
      case LOG -> kernels.log(x, y, count);
      case SIN -> kernels.sin(x, y, count);
      case COS -> kernels.cos(x, y, count);
      case TANH -> kernels.tanh(x, y, count);
    }
  }

  private void binary(BinaryOperator operator, float[] a, float[] b, float[] y, int count) {
    switch (operator) {
      case ADD -> kernels.add(a, b, y, count);
      case SUBTRACT -> kernels.subtract(a, b, y, count);
      case MULTIPLY -> kernels.multiply(a, b, y, count);
      case DIVIDE -> kernels.divide(a, b, y, count);
      case MIN -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.min(a[i], b[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < count; i++) {
          y[i] = Math.max(a[i], b[i]);
        }
      }
      case LESS -> kernels.less(a, b, y, count);
      case ATAN2 -> kernels.atan2(a, b, y, count);
    }
  }
}
