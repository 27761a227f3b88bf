package dev.foresight.engine.cpu;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;

/** The engine on the CPU. */
public final class CpuEngine implements Engine {
  public CpuEngine(EngineSpec spec) {}

  public static String describe() {
    return "";
  }

  @Override
  public void write(ArrayName name, int plans, float[] values) {}

  @Override
  public void read(ArrayName name, int plans, float[] into) {}

  @Override
  public void reset(int problem) {}

  @Override
  public void shift() {}

  @Override
  public void sample(int call, Round round) {}

  @Override
  public void rollout(int call, Round round) {}

  @Override
  public void score(Round round) {}

  @Override
  public void weigh(Round round) {}

  @Override
  public void fit(Round round) {}

  @Override
  public void close() {}
}
