package dev.foresight.engine.cpu;

import dev.foresight.Dynamics;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Simulator;
import dev.foresight.compute.Kernels;

/** One worker's way from a tile of states to the next states. */
interface Transition {
  /**
   * Fills {@code next} from {@code state} and {@code action} of the rows it was made for.
   *
   * @param plans columns that count; more, up to a multiple of {@code Kernels.ROWS}, may be computed
   */
  void step(Future future, int t, int plans);

  /** What workers share: weights and compiled formulas. */
  interface Model {
    Transition on(Rows rows, Kernels kernels);

    /** Most plans in a tile that make good use of the caches. */
    int widestTile();

    static Model of(Dynamics dynamics, NetworkPacker packer) {
      if (dynamics instanceof Ensemble ensemble) {
        return new EnsembleModel(ensemble, packer);
      } else if (dynamics instanceof Equations equations) {
        return new EquationsModel(equations);
      }
      return new SimulatorModel((Simulator) dynamics);
    }
  }
}
