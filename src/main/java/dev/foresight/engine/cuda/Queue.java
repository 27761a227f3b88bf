package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Owned;
import jcuda.driver.CUcontext;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * A stream of its own in the context that a process has on a GPU, the primary one, whose users the
 * driver counts. A context is current on a thread, and planners may go from thread to thread: {@link
 * #enter} comes before every other call.
 */
final class Queue {
  private final Device device;
  private final CUcontext context = new CUcontext();
  private final CUstream stream = new CUstream();
  private boolean busy;

  /** Opens a stream; {@code owned} releases it and its context. */
  Queue(Device device, Owned owned) {
    this.device = device;
    Codes.check(
        JCudaDriver.cuDevicePrimaryCtxRetain(context, Device.handle(device.number())),
        () -> "opening a context on " + device.name());
    owned.add("the context", this::releaseContext);
    enter();
    Codes.check(
        JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
        () -> "creating a stream on " + device.name());
    owned.add("the stream", this::releaseStream);
  }

  private void releaseContext() {
    Codes.released(
        JCudaDriver.cuDevicePrimaryCtxRelease(Device.handle(device.number())), "the context");
  }

  private void releaseStream() {
    quieten();
    Codes.released(JCudaDriver.cuStreamDestroy(stream), "the stream");
  }

  /** Makes the context current on this thread. */
  void enter() {
    Codes.check(JCudaDriver.cuCtxSetCurrent(context), "making the context current");
  }

  /** To start work on, which makes the queue busy. */
  CUstream busy() {
    busy = true;
    return stream;
  }

  /** Waits for all work. */
  void finish() {
    busy = false;
    Codes.check(JCudaDriver.cuStreamSynchronize(stream), "running what was started before");
  }

  /** Before something is released: no work uses it any more. */
  void quieten() {
    Codes.released(JCudaDriver.cuCtxSetCurrent(context), "what belongs to the context");
    if (busy) {
      busy = false;
      Codes.released(JCudaDriver.cuStreamSynchronize(stream), "what the last work uses");
    }
  }
}
