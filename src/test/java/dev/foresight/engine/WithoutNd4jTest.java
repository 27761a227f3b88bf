package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.nd4j.Nd4jEngine;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithoutNd4jTest {
  @Test
  void theEntryLoadsAndSaysWhatIsMissing() throws Exception {
    URL classes = Nd4jEngine.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader nothingElse = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, nothingElse)) {
      Class<?> entry = loader.loadClass(Nd4jEngine.class.getName());
      Object whyNot = ((Optional<?>) entry.getMethod("whyNot").invoke(null)).orElseThrow();
      assertThat(whyNot.toString()).contains("ND4J does not load", "nd4j-native", "-Pnd4j");
      assertThat(entry.getMethod("describe").invoke(null)).isEqualTo(whyNot);
      assertThat(entry.getMethod("whyNot").invoke(null)).isEqualTo(Optional.of(whyNot));
    }
  }
}
