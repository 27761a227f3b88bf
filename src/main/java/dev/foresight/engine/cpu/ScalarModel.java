package dev.foresight.engine.cpu;

import dev.foresight.Expr;
import dev.foresight.ScalarEnsemble;
import dev.foresight.ScalarFunction;
import dev.foresight.compute.Kernels;
import java.util.List;

/** A number for each plan of a tile: a formula, or networks over the state (and the action). */
interface ScalarModel {
  /** One worker's way to compute it. */
  interface OnRows {
    /** A row with the value of each plan in its first {@code count} elements. */
    float[] compute(int count);
  }

  OnRows on(Rows rows, Kernels kernels);

  /** Networks with as many inputs as states take the state, otherwise state and action. */
  static ScalarModel of(ScalarFunction function, NetworkPacker packer) {
    if (function instanceof Expr expr) {
      return ofFormula(expr);
    }
    PackedNetworks networks = packer.pack(function.networks());
    int inputs = function.networks().get(0).inputs();
    if (function instanceof ScalarEnsemble ensemble) {
      return ofEnsemble(ensemble, networks);
    }
    return (rows, kernels) -> {
      PackedNetworks.OnRows network = networks.on(kernels, rows.width());
      return count -> {
        rows.copyInputs(inputs, network.input(), count);
        return network.apply(0, count);
      };
    };
  }

  private static ScalarModel ofFormula(Expr expr) {
    Tape tape = Tape.of(List.of(expr));
    return (rows, kernels) -> {
      TapeRows formula = new TapeRows(tape, kernels, rows);
      return count -> {
        formula.run(count);
        return formula.output(0);
      };
    };
  }

  private static ScalarModel ofEnsemble(ScalarEnsemble ensemble, PackedNetworks networks) {
    int members = ensemble.members().size();
    return (rows, kernels) -> {
      PackedNetworks.OnRows network = networks.on(kernels, rows.width());
      Reducer reducer = new Reducer(ensemble.reduction(), members, rows.width());
      return count -> {
        for (int e = 0; e < members; e++) {
          rows.copyInputs(ensemble.inputs(), network.input(), count);
          reducer.add(e, network.apply(e, count), count);
        }
        return reducer.result(count);
      };
    };
  }
}
