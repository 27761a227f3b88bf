package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import java.util.function.Supplier;
import jcuda.driver.CUresult;

/** Return codes of the CUDA driver. JCuda's own exceptions stay off: the switch is global. */
final class Codes {
  private Codes() {}

  /**
   * Throws if a call failed.
   *
   * @param operation as a message would say it
   */
  static void check(int code, String operation) {
    if (code != CUresult.CUDA_SUCCESS) {
      throw failed(code, operation);
    }
  }

  /** Throws if a call failed; the operation's text is made only then. */
  static void check(int code, Supplier<String> operation) {
    if (code != CUresult.CUDA_SUCCESS) {
      throw failed(code, operation.get());
    }
  }

  /**
   * Throws if a release failed, but not where the context is lost: that was reported when it
   * happened, and its handles went with it.
   */
  static void released(int code, String what) {
    if (code != CUresult.CUDA_SUCCESS && !lost(code)) {
      throw failed(code, "releasing " + what);
    }
  }

  static BackendException failed(int code, String operation) {
    return new BackendException(
        "CUDA: " + operation + " failed: " + CUresult.stringFor(code) + remedy(code));
  }

  private static String remedy(int code) {
    if (lost(code)) {
      return "; the GPU's context in this process is lost, and every planner on this GPU with it:"
          + " close them and start the process again";
    }
    return switch (code) {
      case CUresult.CUDA_ERROR_OUT_OF_MEMORY, CUresult.CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES ->
        "; plan with fewer plans, particles or problems, or close other users of the GPU";
      case CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU,
          CUresult.CUDA_ERROR_INVALID_PTX,
          CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION ->
        "; install a driver as new as the CUDA compiler, or an older compiler";
      default -> "";
    };
  }

  /** Whether the error stays for good. */
  private static boolean lost(int code) {
    return switch (code) {
      case CUresult.CUDA_ERROR_DEINITIALIZED,
          CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
          CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
          CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
          CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED,
          CUresult.CUDA_ERROR_ASSERT,
          CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
          CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
          CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
          CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
          CUresult.CUDA_ERROR_INVALID_PC,
          CUresult.CUDA_ERROR_LAUNCH_FAILED -> true;
      default -> false;
    };
  }
}
