package dev.foresight.engine.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks, in a JVM of its own, why CUDA cannot be used: what is found out, is found out once. */
final class WhyNot {
  private WhyNot() {}

  /** Prints what each of two questions is answered. */
  public static void main(String[] arguments) {
    System.out.println(Cuda.whyNot(0).orElse("it can"));
    System.out.println(Cuda.whyNot(0).orElse("it can"));
  }

  /** Both answers in an environment that differs from this one; empty values are taken out. */
  static List<String> answers(Path folder, Map<String, String> changes)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    ProcessBuilder builder = new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            WhyNot.class.getName())
        .redirectError(folder.resolve("warnings").toFile())
        .redirectOutput(said.toFile());
    builder.environment().putAll(changes);
    builder.environment().values().removeIf(String::isEmpty);
    Process process = builder.start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            Files.readString(said) + Files.readString(folder.resolve("warnings")));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(said);
  }
}
