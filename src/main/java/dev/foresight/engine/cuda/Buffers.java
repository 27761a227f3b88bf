package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** Memory of a GPU and pinned memory here, and copies between them in the order of one queue. */
final class Buffers {
  private static final long WORD = Integer.BYTES;

  private final Device device;
  private final Queue queue;

  Buffers(Device device, Queue queue) {
    this.device = device;
    this.queue = queue;
  }

  CUdeviceptr create(String what, long words) {
    long bytes = Math.multiplyExact(Math.max(1, words), WORD);
    CUdeviceptr pointer = new CUdeviceptr();
    int code = JCudaDriver.cuMemAlloc(pointer, bytes);
    if (code != CUresult.CUDA_SUCCESS) {
      throw Codes.failed(code, "taking " + mebibytes(bytes) + " for " + what + " on " + free());
    }
    return pointer;
  }

  private String free() {
    long[] free = new long[1];
    long[] total = new long[1];
    return JCudaDriver.cuMemGetInfo(free, total) == CUresult.CUDA_SUCCESS
        ? device.name() + " (" + mebibytes(free[0]) + " of " + mebibytes(total[0]) + " are free)"
        : device.name();
  }

  void release(CUdeviceptr pointer, String what) {
    queue.quieten();
    Codes.released(JCudaDriver.cuMemFree(pointer), "the memory of " + what);
  }

  Pointer createPinned(int words) {
    long bytes = Math.max(1, words) * WORD;
    Pointer pointer = new Pointer();
    Codes.check(
        JCudaDriver.cuMemHostAlloc(pointer, bytes, JCudaDriver.CU_MEMHOSTALLOC_PORTABLE),
        () -> "pinning " + mebibytes(bytes) + " of this machine's memory");
    return pointer;
  }

  static ByteBuffer bytes(Pointer pinned, int words) {
    return pinned.getByteBuffer(0, words * WORD).order(ByteOrder.nativeOrder());
  }

  void releasePinned(Pointer pointer) {
    queue.quieten();
    Codes.released(JCudaDriver.cuMemFreeHost(pointer), "pinned memory");
  }

  /** Starts a copy to the GPU. */
  void upload(Gpu.Copy copy) {
    check(copy);
    int code =
        JCudaDriver.cuMemcpyHtoDAsync(there(copy), here(copy), copy.words() * WORD, queue.busy());
    if (code != CUresult.CUDA_SUCCESS) {
      throw Codes.failed(code, "uploading " + copy.words() + " words to " + copy.at());
    }
  }

  /** Starts a copy from the GPU. */
  void download(Gpu.Copy copy) {
    check(copy);
    int code =
        JCudaDriver.cuMemcpyDtoHAsync(here(copy), there(copy), copy.words() * WORD, queue.busy());
    if (code != CUresult.CUDA_SUCCESS) {
      throw Codes.failed(code, "downloading " + copy.words() + " words from " + copy.at());
    }
  }

  /** Throws if a copy's memory was closed or is too small for it. */
  static void check(Gpu.Copy copy) {
    CudaMemory there = (CudaMemory) copy.there();
    there.handle().check();
    if (copy.at() < 0 || copy.words() < 1 || copy.at() + copy.words() > there.words()) {
      throw new IllegalArgumentException("copy of " + copy.words() + " words at " + copy.at()
          + " is not within memory of " + there.words() + " words");
    }
    CudaStaging here = (CudaStaging) copy.here();
    here.handle().check();
    if (copy.words() * WORD > here.bytes().capacity()) {
      throw new IllegalArgumentException("copy of " + copy.words()
          + " words goes beyond staging memory of " + here.bytes().capacity() / WORD + " words");
    }
  }

  private static Pointer here(Gpu.Copy copy) {
    return ((CudaStaging) copy.here()).pointer();
  }

  private static CUdeviceptr there(Gpu.Copy copy) {
    return ((CudaMemory) copy.there()).pointer().withByteOffset(copy.at() * WORD);
  }

  private static String mebibytes(long bytes) {
    return bytes < 1 << 20 ? bytes + " bytes" : (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
  }
}
