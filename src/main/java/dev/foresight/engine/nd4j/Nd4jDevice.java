package dev.foresight.engine.nd4j;

import java.util.Optional;
import java.util.Properties;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** What ND4J runs on. Each method throws {@code LinkageError} where ND4J is missing. */
final class Nd4jDevice {
  private static final String CUDA = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

  private Nd4jDevice() {}

  /** Why ND4J has no backend that computes, and what would help. */
  static Optional<String> whyNot() {
    try {
      Nd4jBackend.load();
      float tanh = tanhOfOne();
      return Math.abs(tanh - Math.tanh(1)) < 1e-5
          ? Optional.empty()
          : Optional.of("ND4J computes nonsense here (tanh 1 = " + tanh + "); use the backend cpu");
    } catch (Nd4jBackend.NoAvailableBackendException e) {
      return Optional.of(
          Nd4jDevice.class.getResource(CUDA) == null
              ? "ND4J has no backend on the class path; " + Nd4jEngine.REMEDY
              : "ND4J's CUDA backend does not run here, for want of an NVIDIA driver, of CUDA 11's"
                  + " libraries (libcublas.so.11), or of a GPU from before Hopper;"
                  + " see to these, or take nd4j-native (-Pnd4j) instead");
    } catch (RuntimeException e) {
      return Optional.of("ND4J cannot compute here (" + e + "); use the backend cpu");
    }
  }

  private static float tanhOfOne() {
    float[] value = {1};
    try (Nd4jPacker packer = new Nd4jPacker()) {
      INDArray array = packer.matrix(1, 1);
      HostCopy.write(value, array, 1);
      Nd4j.exec(new Tanh(array, array));
      HostCopy.read(array, value, 1);
    }
    return value[0];
  }

  static String describe() {
    Properties is = Nd4j.getExecutioner().getEnvironmentInformation();
    return "ND4J on " + is.getProperty("backend") + " with " + is.getProperty("blas.vendor");
  }
}
