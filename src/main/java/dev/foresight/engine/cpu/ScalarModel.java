package dev.foresight.engine.cpu;

import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.ScalarFunction;
import dev.foresight.compute.Kernels;
import java.util.List;

/** A number for each plan of a tile: a formula, or a network over the state (and the action). */
interface ScalarModel {
  /** One worker's way to compute it. */
  interface OnRows {
    /** A row with the value of each plan in its first {@code count} elements. */
    float[] compute(int count);
  }

  OnRows on(Rows rows, Kernels kernels);

  /** A network with as many inputs as states takes the state, otherwise state and action. */
  static ScalarModel of(ScalarFunction function, NetworkPacker packer) {
    if (function instanceof Network network) {
      return ofNetwork(packer.pack(List.of(network)), network.inputs());
    }
    Tape tape = Tape.of(List.of((Expr) function));
    return (rows, kernels) -> {
      TapeRows formula = new TapeRows(tape, kernels, rows);
      return count -> {
        formula.run(count);
        return formula.output(0);
      };
    };
  }

  private static ScalarModel ofNetwork(PackedNetworks network, int inputs) {
    return (rows, kernels) -> {
      PackedNetworks.OnRows onRows = network.on(kernels, rows.width());
      float[] x = onRows.input();
      int states = rows.state().length;
      return count -> {
        for (int i = 0; i < inputs; i++) {
          float[] row = i < states ? rows.state()[i] : rows.action()[i - states];
          System.arraycopy(row, 0, x, i * count, count);
        }
        return onRows.apply(0, count);
      };
    };
  }
}
