package dev.foresight.engine.cpu;

import dev.foresight.Dynamics;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Simulator;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;

/**
 * One worker's way to what each member of the dynamics says comes next: for each plan of a tile a
 * normal distribution of every state element. Equations are one member.
 */
interface Members {
  /** Their number, E. */
  int count();

  /** Whether they have deviations, so that noise is to be added or their variance counts. */
  boolean deviating();

  /** Takes over states and actions of the rows; before {@link #predict}, once for all members. */
  void read(int count);

  /**
   * What one member predicts.
   *
   * @param mean {@code [S][count]}, to be filled
   */
  void predict(int member, float[][] mean, int count);

  /** Standard deviations of element {@code i} as predicted last; only if {@link #deviating}. */
  float[] std(int i);

  /** What workers share. */
  interface Model {
    Members on(Rows rows, Kernels kernels);

    /** Most plans in a tile that make good use of the caches. */
    int widestTile();

    /**
     * The members of an ensemble or of equations, with deviations only where the noise needs them; null
     * for a simulator.
     */
    static Model of(EngineSpec spec, NetworkPacker packer) {
      Dynamics dynamics = spec.model().dynamics();
      if (dynamics instanceof Simulator) {
        return null;
      }
      return dynamics instanceof Ensemble ensemble
          ? new EnsembleModel(ensemble, packer, spec.noisy())
          : new EquationsModel((Equations) dynamics, spec.noisy());
    }
  }
}
