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

  /** Each plan costs the same wherever it is, so that they can be shared out one by one. */
  @Override
  public int narrowestTile() {
    return 1;
  }

  @Override
  public int legs() {
    return 8;
  }

  @Override
  public Transition on(Rows rows, Kernels kernels) {
    return new Batches(simulator, rows);
  }

  /** One worker's batches: the plans of a tile that still go somewhere. */
  private static final class Batches implements Transition {
    private final Simulator simulator;
    private final Rows rows;
    private final int[] plan;
    private final float[] states;
    private final float[] actions;
    private final float[] next;

    Batches(Simulator simulator, Rows rows) {
      this.simulator = simulator;
      this.rows = rows;
      plan = new int[rows.width()];
      states = new float[rows.state().length * rows.width()];
      actions = new float[rows.action().length * rows.width()];
      next = new float[states.length];
    }

    @Override
    public void step(Future future, int t, float[] alive, int plans) {
      int count = choose(alive, plans);
      if (count == 0) {
        return;
      }
      gather(rows.state(), states, count);
      gather(rows.action(), actions, count);
      try {
        simulator.step(states, actions, next, count);
      } catch (RuntimeException e) {
        throw new BackendException(
            "the simulator failed at step " + t + " of the horizon: " + e.getMessage(), e);
      }
      scatter(count);
    }

    /** Plans that live in a state of numbers; from other states there is no next one. */
    private int choose(float[] alive, int plans) {
      int count = 0;
      for (int r = 0; r < plans; r++) {
        if (!finite(r)) {
          rows.next()[0][r] = Float.NaN;
        } else if (alive[r] != 0) {
          plan[count++] = r;
        }
      }
      return count;
    }

    private boolean finite(int r) {
      float flaw = 0;
      for (float[] row : rows.state()) {
        flaw += row[r] * 0;
      }
      return flaw == 0;
    }

    private void gather(float[][] from, float[] batch, int count) {
      for (int i = 0; i < from.length; i++) {
        for (int k = 0; k < count; k++) {
          batch[k * from.length + i] = from[i][plan[k]];
        }
      }
    }

    private void scatter(int count) {
      float[][] to = rows.next();
      for (int i = 0; i < to.length; i++) {
        for (int k = 0; k < count; k++) {
          to[i][plan[k]] = next[k * to.length + i];
        }
      }
    }
  }
}
