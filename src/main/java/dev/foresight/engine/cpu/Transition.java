package dev.foresight.engine.cpu;

import dev.foresight.Simulator;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;

/** One worker's way from a tile of states to the next states. */
interface Transition {
  /**
   * Fills {@code next} from {@code state} and {@code action} of the rows it was made for.
   *
   * @param alive 0 for plans whose next state nobody needs
   * @param plans columns that count; more, up to a multiple of {@code Kernels.ROWS}, may be computed
   */
  void step(Future future, int t, float[] alive, int plans);

  /** What workers share: weights and compiled formulas. */
  interface Model {
    Transition on(Rows rows, Kernels kernels);

    /** Most plans in a tile that make good use of the caches. */
    int widestTile();

    /** Fewest plans that are worth a tile of their own. */
    default int narrowestTile() {
      return Kernels.ROWS;
    }

    /**
     * Parts of the horizon after which a tile may go to another worker; 1 where each worker has so many
     * tiles that nobody waits long for the last.
     */
    default int legs() {
      return 1;
    }

    /** Of a simulator, or of such members. */
    static Model of(EngineSpec spec, Members.Model members) {
      if (spec.model().dynamics() instanceof Simulator simulator) {
        return new SimulatorModel(simulator);
      }
      if (spec.hallucinated()) {
        return new Hoped(members, spec.beta(), spec.noisy());
      }
      return spec.mixture()
          ? new Mixture(members, spec.noisy())
          : new OneMember(members, spec.noisy());
    }
  }
}
