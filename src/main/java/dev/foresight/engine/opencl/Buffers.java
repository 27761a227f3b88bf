package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_mem;

/** Memory of a device, and copies in the order of one queue. */
final class Buffers {
  private static final long WORD = Integer.BYTES;

  private final Device device;
  private final DeviceContext context;
  private final cl_command_queue queue;

  Buffers(Device device, DeviceContext context, cl_command_queue queue) {
    this.device = device;
    this.context = context;
    this.queue = queue;
  }

  cl_mem create(String what, long words) {
    long bytes = Math.multiplyExact(Math.max(1, words), WORD);
    long most = Math.min(device.limits().memoryBytes(), device.globalBytes());
    if (bytes > most) {
      throw new BackendException(what + " need " + mebibytes(bytes) + " in one piece, and "
          + device.name() + " gives at most " + mebibytes(most) + " (of "
          + mebibytes(device.globalBytes()) + "); plan with fewer plans, particles or problems");
    }
    int[] code = new int[1];
    cl_mem mem = CL.clCreateBuffer(context.context(), CL.CL_MEM_READ_WRITE, bytes, null, code);
    Codes.check(code[0], "taking " + mebibytes(bytes) + " for " + what + " on " + device.name());
    return mem;
  }

  /** Memory with that content. */
  DeviceContext.Filled filled(String what, float[] content) {
    cl_mem mem = create(what, content.length);
    if (content.length > 0) {
      int code = CL.clEnqueueWriteBuffer(
          queue, mem, true, 0, content.length * WORD, Pointer.to(content), 0, null, null);
      if (code != CL.CL_SUCCESS) {
        CL.clReleaseMemObject(mem);
        throw Codes.failed(code, "uploading " + mebibytes(content.length * WORD) + " of " + what);
      }
    }
    return new DeviceContext.Filled(mem, content.length);
  }

  static void release(cl_mem mem, String what) {
    Codes.check(CL.clReleaseMemObject(mem), "releasing the memory of " + what);
  }

  /** Waits: JOCL would have a thread of its own wait for each upload that does not. */
  void upload(Gpu.Copy copy) {
    int code = CL.clEnqueueWriteBuffer(
        queue,
        mem(copy),
        true,
        copy.at() * WORD,
        copy.words() * WORD,
        pointer(copy),
        0,
        null,
        null);
    if (code != CL.CL_SUCCESS) {
      throw Codes.failed(code, "uploading " + copy.words() + " words to " + copy.at());
    }
  }

  void download(Gpu.Copy copy) {
    int code = CL.clEnqueueReadBuffer(
        queue,
        mem(copy),
        true,
        copy.at() * WORD,
        copy.words() * WORD,
        pointer(copy),
        0,
        null,
        null);
    if (code != CL.CL_SUCCESS) {
      throw Codes.failed(code, "downloading " + copy.words() + " words from " + copy.at());
    }
  }

  private static cl_mem mem(Gpu.Copy copy) {
    OpenClMemory there = (OpenClMemory) copy.there();
    there.handle().check();
    if (copy.at() < 0 || copy.words() < 0 || copy.at() + copy.words() > there.words()) {
      throw new IllegalArgumentException("copy of " + copy.words() + " words at " + copy.at()
          + " goes beyond memory of " + there.words() + " words");
    }
    return there.mem();
  }

  private static Pointer pointer(Gpu.Copy copy) {
    OpenClStaging here = (OpenClStaging) copy.here();
    here.handle().check();
    if (copy.words() * WORD > here.bytes().capacity()) {
      throw new IllegalArgumentException("copy of " + copy.words()
          + " words goes beyond staging memory of " + here.bytes().capacity() / WORD + " words");
    }
    return here.pointer();
  }

  void finish() {
    Codes.check(CL.clFinish(queue), "waiting for the work before");
  }

  private static String mebibytes(long bytes) {
    return bytes < 1 << 20 ? bytes + " bytes" : (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
  }
}
