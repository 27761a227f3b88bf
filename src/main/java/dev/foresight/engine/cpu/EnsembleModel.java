package dev.foresight.engine.cpu;

import dev.foresight.Ensemble;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.VarianceBounds;

/** A learned ensemble: features, a member's network, the Gaussian head. */
final class EnsembleModel implements Members.Model {
  private final Ensemble ensemble;
  private final Tape features;
  private final PackedNetworks members;
  private final float[] inverseStd;
  private final boolean deviating;
  private final VarianceBounds bounds;

  /**
   * Packs the networks.
   *
   * @param deviating whether the deviations are wanted, too, if there are any
   */
  EnsembleModel(Ensemble ensemble, NetworkPacker packer, boolean deviating) {
    this.ensemble = ensemble;
    this.deviating = deviating && ensemble.gaussian();
    bounds = VarianceBounds.of(ensemble);
    features = Tape.of(ensemble.features());
    members = packer.pack(ensemble.members());
    inverseStd = new float[ensemble.inputStd().length];
    for (int f = 0; f < inverseStd.length; f++) {
      inverseStd[f] = 1 / ensemble.inputStd()[f];
    }
  }

  @Override
  public int widestTile() {
    return members.widestTile();
  }

  @Override
  public Members on(Rows rows, Kernels kernels) {
    return new OnRows(rows, kernels);
  }

  private final class OnRows implements Members {
    private final Rows rows;
    private final Kernels kernels;
    private final TapeRows inputs;
    private final PackedNetworks.OnRows networks;
    private final float[] x;
    private final float[][] std;

    OnRows(Rows rows, Kernels kernels) {
      this.rows = rows;
      this.kernels = kernels;
      inputs = new TapeRows(features, kernels, rows);
      networks = members.on(kernels, rows.width());
      x = new float[inverseStd.length * rows.width()];
      std = new float[deviating ? ensemble.stateSize() : 0][rows.width()];
    }

    @Override
    public int count() {
      return ensemble.members().size();
    }

    @Override
    public boolean deviating() {
      return deviating;
    }

    @Override
    public void read(int count) {
      inputs.run(count);
      for (int f = 0; f < inverseStd.length; f++) {
        normalise(inputs.output(f), ensemble.inputMean()[f], inverseStd[f], f * count, count);
      }
    }

    private void normalise(float[] row, float mean, float inverse, int at, int count) {
      for (int r = 0; r < count; r++) {
        x[at + r] = (row[r] - mean) * inverse;
      }
    }

    @Override
    public void predict(int member, float[][] mean, int count) {
      System.arraycopy(x, 0, networks.input(), 0, inverseStd.length * count);
      float[] output = networks.apply(member, count);
      int states = ensemble.stateSize();
      for (int i = 0; i < states; i++) {
        System.arraycopy(output, i * count, mean[i], 0, count);
        if (ensemble.delta()[i]) {
          add(rows.state()[i], mean[i], count);
        }
      }
      if (deviating) {
        kernels.deviations(output, states * count, count, bounds.least(), bounds.inverseMost());
        for (int i = 0; i < states; i++) {
          System.arraycopy(output, (states + i) * count, std[i], 0, count);
        }
      }
    }

    @Override
    public float[] std(int i) {
      return std[i];
    }
  }

  private static void add(float[] row, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] += row[r];
    }
  }
}
