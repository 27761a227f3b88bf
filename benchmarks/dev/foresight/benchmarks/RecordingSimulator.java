package dev.foresight.benchmarks;

import dev.foresight.Simulator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Remembers the plans that it steps through, for one thread and episodes that never end. */
final class RecordingSimulator implements Simulator {
  private final Simulator simulator;
  private final int horizon;
  private final List<float[]> plans = new ArrayList<>();
  private int t;

  RecordingSimulator(Simulator simulator, int horizon) {
    this.simulator = simulator;
    this.horizon = horizon;
  }

  @Override
  public int stateSize() {
    return simulator.stateSize();
  }

  @Override
  public int actionSize() {
    return simulator.actionSize();
  }

  @Override
  public void step(float[] states, float[] actions, float[] next, int rows) {
    int size = stateSize();
    int controls = actionSize();
    for (int r = 0; r < rows; r++) {
      if (t == 0) {
        float[] plan = new float[size + horizon * controls];
        System.arraycopy(states, r * size, plan, 0, size);
        plans.add(plan);
      }
      float[] plan = plans.get(plans.size() - (t == 0 ? 1 : rows - r));
      System.arraycopy(actions, r * controls, plan, size + t * controls, controls);
    }
    t = (t + 1) % horizon;
    simulator.step(states, actions, next, rows);
  }

  /** Writes them as {@code benchmarks/peers/steps.c} reads them, without the observation that states begin with. */
  void save(Path file, int observation) throws IOException {
    int length = stateSize() + horizon * actionSize() - observation;
    ByteBuffer bytes =
        ByteBuffer.allocate(16 + plans.size() * length * 4).order(ByteOrder.nativeOrder());
    bytes.putInt(plans.size()).putInt(horizon);
    bytes.putInt(stateSize() - observation).putInt(actionSize());
    for (float[] plan : plans) {
      bytes.asFloatBuffer().put(plan, observation, length);
      bytes.position(bytes.position() + 4 * length);
    }
    Files.write(file, bytes.array());
  }
}
