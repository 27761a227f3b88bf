package dev.foresight.engine.opencl;

import dev.foresight.BackendException;
import org.jocl.CL;

/** Return codes of OpenCL. */
final class Codes {
  private Codes() {}

  /**
   * Throws if a call failed.
   *
   * @param operation with its sizes, as a message would say it
   */
  static void check(int code, String operation) {
    if (code != CL.CL_SUCCESS) {
      throw failed(code, operation);
    }
  }

  static BackendException failed(int code, String operation) {
    return new BackendException(
        "OpenCL: " + operation + " failed: " + CL.stringFor_errorCode(code) + remedy(code));
  }

  private static String remedy(int code) {
    return switch (code) {
      case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE, CL.CL_OUT_OF_RESOURCES, CL.CL_OUT_OF_HOST_MEMORY ->
        "; plan with fewer plans, particles or problems, or close other engines on the device";
      default -> "";
    };
  }
}
