package dev.foresight.engine.cpu;

import dev.foresight.BackendException;
import dev.foresight.Simulator;
import dev.foresight.compute.Kernels;

/** Dynamics as the user's code: rows become batches and back. */
final class SimulatorModel implements Transition.Model {
  private final Simulator simulator;

  SimulatorModel(Simulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public int widestTile() {
    return 8 * Kernels.ROWS;
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    float[] states = new float[rows.state().length * rows.width()];
    float[] actions = new float[rows.action().length * rows.width()];
    float[] next = new float[states.length];
    return (future, t, plans) -> {
      gather(rows.state(), states, plans);
      gather(rows.action(), actions, plans);
      try {
        simulator.step(states, actions, next, plans);
      } catch (RuntimeException e) {
        throw new BackendException(
            "the simulator failed at step " + t + " of the horizon: " + e.getMessage(), e);
      }
      scatter(next, rows.next(), plans);
    };
  }

  private static void gather(float[][] rows, float[] batch, int plans) {
    for (int i = 0; i < rows.length; i++) {
      for (int r = 0; r < plans; r++) {
        batch[r * rows.length + i] = rows[i][r];
      }
    }
  }

  private static void scatter(float[] batch, float[][] rows, int plans) {
    for (int i = 0; i < rows.length; i++) {
      for (int r = 0; r < plans; r++) {
        rows[i][r] = batch[r * rows.length + i];
      }
    }
  }
}
