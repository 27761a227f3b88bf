package dev.foresight;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.opencl.OpenCl;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps the OpenCL device's context while a class is tested, where there is such a device. A context
 * goes with its last engine, and PoCL reads its whole library of functions again for the next: half of the
 * time of a test that compiles.
 */
public final class KeptContext implements BeforeAllCallback, AfterAllCallback {
  private Gpu kept;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (OpenCl.whyNot(0).isEmpty()) {
      kept = OpenCl.gpu(0);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }
}
