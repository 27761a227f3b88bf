package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import dev.foresight.engine.kernel.Shared;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** One stream on a CUDA GPU. */
final class CudaGpu implements Gpu {
  /** What engines of this process share, all in the one context of its GPU. */
  private static final Shared<SharedKey, Filled> SHARED = new Shared<>(Filled::release);

  private record SharedKey(int device, Object key) {}

  private record Filled(CUdeviceptr pointer, long words) {
    void release() {
      Codes.released(JCudaDriver.cuMemFree(pointer), "shared memory");
    }
  }

  private final Device device;
  private final Compilers compilers;
  private final Owned owned = new Owned();
  private final Queue queue;
  private final Buffers buffers;

  CudaGpu(Device device, Compilers compilers) {
    this.device = device;
    this.compilers = compilers;
    boolean opened = false;
    try {
      queue = new Queue(device, owned);
      buffers = new Buffers(device, queue);
      opened = true;
    } finally {
      if (!opened) {
        owned.close();
      }
    }
  }

  @Override
  public Limits limits() {
    return device.limits();
  }

  private void enter() {
    owned.check();
    queue.enter();
  }

  @Override
  public Memory allocate(String what, long words) {
    enter();
    CUdeviceptr pointer = buffers.create(what, words);
    return new CudaMemory(pointer, words, owned.add(what, () -> buffers.release(pointer, what)));
  }

  @Override
  public Memory share(String what, Object key, Supplier<float[]> content) {
    enter();
    Shared.Lease<Filled> lease =
        SHARED.get(new SharedKey(device.number(), key), () -> filled(what, content.get()));
    Owned.Handle handle = owned.add(what, () -> {
      queue.quieten();
      lease.close();
    });
    return new CudaMemory(lease.value().pointer(), lease.value().words(), handle);
  }

  private Filled filled(String what, float[] content) {
    CUdeviceptr pointer = buffers.create(what, content.length);
    boolean done = false;
    try (Staging staging = stage(content.length)) {
      staging.bytes().asFloatBuffer().put(content);
      Owned.Handle whole = owned.add(what, () -> {});
      try (Memory memory = new CudaMemory(pointer, content.length, whole)) {
        buffers.upload(new Copy(staging, memory, 0, content.length));
        queue.finish();
      }
      done = true;
      return new Filled(pointer, content.length);
    } finally {
      if (!done) {
        buffers.release(pointer, what);
      }
    }
  }

  @Override
  public Staging stage(int words) {
    enter();
    Pointer pointer = buffers.createPinned(words);
    ByteBuffer bytes = Buffers.bytes(pointer, words);
    Owned.Handle handle = owned.add("staging memory", () -> buffers.releasePinned(pointer));
    return new CudaStaging(bytes, pointer, handle);
  }

  @Override
  public Kernel compile(String name, String text, long askedBytes) {
    owned.check();
    byte[] code = compilers.compile(device, name, text);
    queue.enter();
    CUmodule module = new CUmodule();
    Codes.check(
        JCudaDriver.cuModuleLoadData(module, code),
        () -> "loading kernel " + name + " (" + code.length + " bytes) on " + device.name());
    Owned.Handle handle = owned.add("kernel " + name, () -> {
      queue.quieten();
      Codes.released(JCudaDriver.cuModuleUnload(module), "kernel " + name);
    });
    CUfunction function = new CUfunction();
    Codes.check(
        JCudaDriver.cuModuleGetFunction(function, module, name),
        () -> "taking kernel " + name + " out of its module");
    int[] items = new int[1];
    Codes.check(
        JCudaDriver.cuFuncGetAttribute(
            items, CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK, function),
        () -> "asking for the group size of kernel " + name);
    if (askedBytes > 0) {
      Codes.check(
          JCudaDriver.cuFuncSetAttribute(
              function,
              CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES,
              Math.toIntExact(askedBytes)),
          () -> "asking for " + askedBytes + " bytes of shared memory for kernel " + name);
    }
    return new CudaKernel(name, function, items[0], Math.toIntExact(askedBytes), handle);
  }

  @Override
  public Launch prepare(Kernel kernel, int groups, int items, Memory[] memory, int... numbers) {
    owned.check();
    CudaKernel from = (CudaKernel) kernel;
    if (items > from.items() || items < 1 || groups < 1) {
      throw new BackendException("kernel " + from.name() + " cannot be run with " + groups
          + " groups of " + items + " work-items: " + device.name() + " gives it at most "
          + from.items() + " of them in a group");
    }
    CudaMemory[] pointers =
        Arrays.stream(memory).map(CudaMemory.class::cast).toArray(CudaMemory[]::new);
    Owned.Handle handle = owned.add("a launch of " + from.name(), () -> {});
    CudaLaunch launch = new CudaLaunch(from, groups, items, pointers, numbers, handle);
    launch.check();
    return launch;
  }

  @Override
  public void upload(Copy copy) {
    enter();
    buffers.upload(copy);
  }

  @Override
  public void download(Copy copy) {
    enter();
    buffers.download(copy);
    queue.finish();
  }

  @Override
  public void run(Launch launch) {
    enter();
    ((CudaLaunch) launch).start(queue);
  }

  @Override
  public Script script(Copy upload, List<Launch> launches, Copy download) {
    enter();
    List<CudaLaunch> all = launches.stream().map(CudaLaunch.class::cast).toList();
    return CudaScript.record(queue, buffers, owned, upload, all, download);
  }

  @Override
  public void run(Script script) {
    enter();
    ((CudaScript) script).start(queue);
    queue.finish();
  }

  @Override
  public void finish() {
    enter();
    queue.finish();
  }

  @Override
  public void close() {
    owned.close();
  }
}
