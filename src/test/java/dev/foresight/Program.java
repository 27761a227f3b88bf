package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a program of one file as its reader would, with nothing but this project's classes. */
final class Program {
  private Program() {}

  /** What the program prints, to its end without a failure. */
  static String run(Path source, Path folder) throws Exception {
    Path classes = Path.of(
        Planner.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path log = folder.resolve("log.txt");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(
            java.toString(), "-cp", classes.toString(), source.toAbsolutePath().toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(log);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
