package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import java.nio.ByteBuffer;
import jcuda.Pointer;

/** Pinned memory, which the GPU reads and writes itself. */
record CudaStaging(ByteBuffer bytes, Pointer pointer, Owned.Handle handle) implements Gpu.Staging {
  @Override
  public void close() {
    handle.close();
  }
}
