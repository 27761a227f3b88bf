package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.KernelCache;
import dev.foresight.engine.kernel.KernelFiles;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/** Compiles texts for one device, or finds them compiled in the cache. */
final class Programs {
  private static final String LANGUAGE = "-cl-std=CL1.2 ";

  private final Device device;
  private final cl_device_id[] devices;
  private final cl_context context;
  private final KernelCache cache;
  private final String options;
  private final String header = KernelFiles.text("opencl.h");

  Programs(Device device, cl_context context, KernelCache cache, String options) {
    this.options = LANGUAGE + options;
    this.device = device;
    this.context = context;
    this.cache = cache;
    devices = new cl_device_id[] {device.id()};
  }

  /**
   * Compiles.
   *
   * @param name of its kernel, for messages
   * @return to be released by the caller
   */
  cl_program compile(String name, String text) {
    String whole = header + text;
    String[] key = {device.name(), device.driver(), device.platformVersion(), options, whole};
    Optional<cl_program> known = cache.get(key).flatMap(this::fromBinary);
    if (known.isPresent()) {
      return known.get();
    }
    cl_program program = fromSource(name, whole);
    if (!cache.keeps()) {
      return program;
    }
    boolean kept = false;
    try {
      cache.put(binary(name, program), key);
      kept = true;
      return program;
    } finally {
      if (!kept) {
        CL.clReleaseProgram(program);
      }
    }
  }

  private cl_program fromSource(String name, String text) {
    int[] code = new int[1];
    cl_program program = CL.clCreateProgramWithSource(context, 1, new String[] {text}, null, code);
    Codes.check(code[0], "taking the text of kernel " + name);
    int built = build(program);
    if (built != CL.CL_SUCCESS) {
      String log = log(program);
      CL.clReleaseProgram(program);
      throw new BackendException("OpenCL: compiling kernel " + name + " for " + device.name()
          + " failed (" + CL.stringFor_errorCode(built) + "); the compiler says:\n" + log);
    }
    return program;
  }

  private int build(cl_program program) {
    return CL.clBuildProgram(program, 1, devices, options, null, null);
  }

  /** Empty where the driver does not take it: it is compiled again then. */
  private Optional<cl_program> fromBinary(byte[] binary) {
    int[] status = new int[1];
    int[] code = new int[1];
    cl_program program = CL.clCreateProgramWithBinary(
        context, 1, devices, new long[] {binary.length}, new byte[][] {binary}, status, code);
    if (code[0] != CL.CL_SUCCESS || status[0] != CL.CL_SUCCESS) {
      if (code[0] == CL.CL_SUCCESS) {
        CL.clReleaseProgram(program);
      }
      return Optional.empty();
    }
    if (build(program) != CL.CL_SUCCESS) {
      CL.clReleaseProgram(program);
      return Optional.empty();
    }
    return Optional.of(program);
  }

  private static byte[] binary(String name, cl_program program) {
    long[] size = new long[1];
    Codes.check(
        CL.clGetProgramInfo(
            program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null),
        "reading the size of compiled kernel " + name);
    byte[] binary = new byte[Math.toIntExact(size[0])];
    Codes.check(
        CL.clGetProgramInfo(
            program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, Pointer.to(Pointer.to(binary)), null),
        "reading " + size[0] + " bytes of compiled kernel " + name);
    return binary;
  }

  /** What the compiler said; empty if nothing. */
  String log(cl_program program) {
    Info info = (what, bytes, into, size) ->
        CL.clGetProgramBuildInfo(program, device.id(), what, bytes, into, size);
    return info.text(CL.CL_PROGRAM_BUILD_LOG);
  }
}
