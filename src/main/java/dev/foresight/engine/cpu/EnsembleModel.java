package dev.foresight.engine.cpu;

import dev.foresight.Ensemble;
import dev.foresight.compute.Kernels;

/** A learned ensemble: features, one member's network, the Gaussian head. */
final class EnsembleModel implements Transition.Model {
  private final Ensemble ensemble;
  private final Tape features;
  private final PackedNetworks members;
  private final float[] inverseStd;

  EnsembleModel(Ensemble ensemble, NetworkPacker packer) {
    this.ensemble = ensemble;
    features = Tape.of(ensemble.features());
    members = packer.pack(ensemble.members());
    inverseStd = new float[ensemble.inputStd().length];
    for (int f = 0; f < inverseStd.length; f++) {
      inverseStd[f] = 1 / ensemble.inputStd()[f];
    }
  }

  /** As narrow as can be: a tile's activations stay in the first-level cache. */
  @Override
  public int widestTile() {
    return Kernels.ROWS;
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    return new OnRows(rows, kernels);
  }

  private final class OnRows implements Transition {
    private final Rows rows;
    private final Kernels kernels;
    private final TapeRows inputs;
    private final PackedNetworks.OnRows networks;
    private final float[] x;

    OnRows(Rows rows, Kernels kernels) {
      this.rows = rows;
      this.kernels = kernels;
      inputs = new TapeRows(features, kernels, rows);
      networks = members.on(kernels, rows.width());
      x = networks.input();
    }

    @Override
    public void step(Future future, int t, int plans) {
      int count = Padding.toRows(plans);
      inputs.run(count);
      for (int f = 0; f < inverseStd.length; f++) {
        normalise(inputs.output(f), ensemble.inputMean()[f], inverseStd[f], f * count, count);
      }
      float[] output = networks.apply(future.member(t), count);
      int states = ensemble.stateSize();
      float[] min = ensemble.minLogVariance();
      kernels.deviations(output, states * count, count, min, ensemble.maxLogVariance());
      for (int i = 0; i < states; i++) {
        float[] next = rows.next()[i];
        System.arraycopy(output, i * count, next, 0, count);
        if (ensemble.delta()[i]) {
          add(rows.state()[i], next, count);
        }
        if (ensemble.gaussian()) {
          addNoise(output, (states + i) * count, future.noise(t, i), next, count);
        }
      }
    }

    private void normalise(float[] row, float mean, float inverse, int at, int count) {
      for (int r = 0; r < count; r++) {
        x[at + r] = (row[r] - mean) * inverse;
      }
    }
  }

  private static void add(float[] row, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] += row[r];
    }
  }

  private static void addNoise(float[] std, int at, float noise, float[] to, int count) {
    for (int r = 0; r < count; r++) {
      to[r] += std[at + r] * noise;
    }
  }
}
