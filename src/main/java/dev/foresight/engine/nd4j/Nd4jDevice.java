package dev.foresight.engine.nd4j;

import java.util.Optional;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** What ND4J runs on. Each method throws {@code LinkageError} where ND4J is missing. */
final class Nd4jDevice {
  private Nd4jDevice() {}

  /** Why ND4J has no backend. */
  static Optional<String> whyNot() {
    try {
      Nd4jBackend.load();
      Nd4j.getBackend();
      return Optional.empty();
    } catch (Nd4jBackend.NoAvailableBackendException e) {
      return Optional.of("ND4J has no backend that works here (" + e.getMessage() + ")");
    }
  }

  static String describe() {
    Properties is = Nd4j.getExecutioner().getEnvironmentInformation();
    return "ND4J on " + is.getProperty("backend") + " with " + is.getProperty("blas.vendor");
  }
}
