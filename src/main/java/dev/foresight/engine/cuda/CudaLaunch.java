package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.JCudaDriver;

/** A kernel with its parameters as the driver wants them: pointers to their values. */
final class CudaLaunch implements Gpu.Launch {
  private final CudaKernel kernel;
  private final int groups;
  private final int items;
  private final CudaMemory[] memory;
  private final Pointer parameters;
  private final Owned.Handle handle;

  CudaLaunch(
      CudaKernel kernel,
      int groups,
      int items,
      CudaMemory[] memory,
      int[] numbers,
      Owned.Handle handle) {
    this.kernel = kernel;
    this.groups = groups;
    this.items = items;
    this.memory = memory;
    this.handle = handle;
    parameters = parameters(memory, numbers);
  }

  private static Pointer parameters(CudaMemory[] memory, int[] numbers) {
    NativePointerObject[] all = new NativePointerObject[memory.length + numbers.length];
    for (int i = 0; i < memory.length; i++) {
      all[i] = Pointer.to(memory[i].pointer());
    }
    ByteBuffer values = ByteBuffer.allocateDirect(Math.max(1, numbers.length) * Integer.BYTES)
        .order(ByteOrder.nativeOrder());
    values.asIntBuffer().put(numbers);
    for (int i = 0; i < numbers.length; i++) {
      all[memory.length + i] = Pointer.to(values).withByteOffset((long) i * Integer.BYTES);
    }
    return Pointer.to(all);
  }

  /** Throws if this, its kernel or its memory was closed. */
  void check() {
    handle.check();
    kernel.handle().check();
    for (CudaMemory each : memory) {
      each.handle().check();
    }
  }

  void start(Queue queue) {
    check();
    int code = JCudaDriver.cuLaunchKernel(
        kernel.function(),
        groups,
        1,
        1,
        items,
        1,
        1,
        kernel.askedBytes(),
        queue.busy(),
        parameters,
        null);
    if (code != 0) {
      throw Codes.failed(
          code,
          "starting kernel " + kernel.name() + " with " + groups + " groups of " + items
              + " work-items");
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
