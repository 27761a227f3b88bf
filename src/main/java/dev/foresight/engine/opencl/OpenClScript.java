package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;

/** A list to be run one after the other; it has nothing of its own. */
record OpenClScript(Gpu.Copy upload, OpenClLaunch[] launches, Gpu.Copy download)
    implements Gpu.Script {
  @Override
  public void close() {
    // Launches and copies belong to who made them.
  }
}
