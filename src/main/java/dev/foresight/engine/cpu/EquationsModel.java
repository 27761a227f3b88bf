package dev.foresight.engine.cpu;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.compute.Kernels;
import java.util.List;
import java.util.stream.Stream;

/** Dynamics written down. */
final class EquationsModel implements Transition.Model {
  private final int states;
  private final boolean noisy;
  private final Tape tape;

  EquationsModel(Equations equations) {
    states = equations.stateSize();
    noisy = equations.stochastic();
    List<Expr> all =
        Stream.concat(equations.next().stream(), equations.std().stream()).toList();
    tape = Tape.of(all);
  }

  @Override
  public int widestTile() {
    return 8 * Kernels.ROWS;
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    TapeRows formulas = new TapeRows(tape, kernels, rows);
    return (future, t, plans) -> {
      int count = Padding.toRows(plans);
      formulas.run(count);
      for (int i = 0; i < states; i++) {
        System.arraycopy(formulas.output(i), 0, rows.next()[i], 0, count);
        if (noisy) {
          addNoise(formulas.output(states + i), future.noise(t, i), rows.next()[i], count);
        }
      }
    };
  }

  private static void addNoise(float[] std, float noise, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] += std[r] * noise;
    }
  }
}
