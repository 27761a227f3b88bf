package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalChainTest {
  private static final String JSIG = System.getProperty("java.home") + "/lib/libjsig.so";

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/maps")) && Files.exists(Path.of(JSIG)));
  }

  @Test
  void theseTestsThemselvesKeepTheJvmsSignalHandlers() {
    assertThat(SignalChain.kept()).isTrue();
  }

  @Test
  void aJvmThatWasStartedWithoutTheLibrarySaysSo() throws Exception {
    assertThat(kept("")).isEqualTo("false");
    assertThat(kept(JSIG)).isEqualTo("true");
    assertThat(SignalChain.warning()).contains("LD_PRELOAD=" + JSIG);
  }

  private static String kept(String preload) throws IOException, InterruptedException {
    ProcessBuilder java = new ProcessBuilder(
        System.getProperty("java.home") + "/bin/java",
        "-cp",
        System.getProperty("java.class.path"),
        Kept.class.getName());
    java.environment().put("LD_PRELOAD", preload);
    Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip();
  }

  /** Prints whether its own JVM keeps its handlers. */
  static final class Kept {
    private Kept() {}

    public static void main(String[] args) {
      System.out.println(SignalChain.kept());
    }
  }
}
