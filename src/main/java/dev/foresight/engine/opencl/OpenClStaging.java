package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import java.nio.ByteBuffer;
import org.jocl.Pointer;

/** A direct buffer, and its address for JOCL. */
record OpenClStaging(ByteBuffer bytes, Pointer pointer, Owned.Handle handle)
    implements Gpu.Staging {
  @Override
  public void close() {
    handle.close();
  }
}
