package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.KernelFiles;
import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/** Compiles texts for one device. */
final class Programs {
  private static final String OPTIONS = "-cl-std=CL1.2";

  private final Device device;
  private final cl_context context;
  private final String header = KernelFiles.text("opencl.h");

  Programs(Device device, cl_context context) {
    this.device = device;
    this.context = context;
  }

  /**
   * Compiles.
   *
   * @param name of its kernel, for messages
   * @return to be released by the caller
   */
  cl_program compile(String name, String text) {
    int[] code = new int[1];
    cl_program program =
        CL.clCreateProgramWithSource(context, 1, new String[] {header + text}, null, code);
    Codes.check(code[0], "taking the text of kernel " + name);
    int built =
        CL.clBuildProgram(program, 1, new cl_device_id[] {device.id()}, OPTIONS, null, null);
    if (built != CL.CL_SUCCESS) {
      String log = log(program);
      CL.clReleaseProgram(program);
      throw new BackendException("OpenCL: compiling kernel " + name + " for " + device.name()
          + " failed (" + CL.stringFor_errorCode(built) + "); the compiler says:\n" + log);
    }
    return program;
  }

  /** What the compiler said; empty if nothing. */
  String log(cl_program program) {
    Info info = (what, bytes, into, size) ->
        CL.clGetProgramBuildInfo(program, device.id(), what, bytes, into, size);
    return info.text(CL.CL_PROGRAM_BUILD_LOG);
  }
}
