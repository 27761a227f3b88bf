package dev.foresight.engine.cpu;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.compute.Kernels;
import java.util.List;
import java.util.stream.Stream;

/** Dynamics written down: a single member. */
final class EquationsModel implements Members.Model {
  private final int states;
  private final boolean deviating;
  private final Tape tape;

  /**
   * Compiles the formulas.
   *
   * @param deviating whether those of the deviations are wanted, too
   */
  EquationsModel(Equations equations, boolean deviating) {
    states = equations.stateSize();
    this.deviating = deviating;
    List<Expr> std = deviating ? equations.std() : List.of();
    tape = Tape.of(Stream.concat(equations.next().stream(), std.stream()).toList());
  }

  @Override
  public int widestTile() {
    return 8 * Kernels.ROWS;
  }

  @Override
  public Members on(Rows rows, Kernels kernels) {
    TapeRows formulas = new TapeRows(tape, kernels, rows, rows.next());
    return new Members() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public boolean deviating() {
        return deviating;
      }

      @Override
      public void read(int count) {
        formulas.run(count);
      }

      @Override
      public void predict(int member, float[][] mean, int count) {
        for (int i = 0; i < states; i++) {
          float[] output = formulas.output(i);
          if (output != mean[i]) {
            System.arraycopy(output, 0, mean[i], 0, count);
          }
        }
      }

      @Override
      public float[] std(int i) {
        return formulas.output(states + i);
      }
    };
  }
}
