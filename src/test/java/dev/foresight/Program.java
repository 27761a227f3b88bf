package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of one file as its reader would, with nothing but this project's classes, and with the
 * vector module if the tests have it.
 */
final class Program {
  private static final String VECTORS = "jdk.incubator.vector";

  private Program() {}

  /** What the program prints, to its end without a failure. */
  static String run(Path source, Path folder) throws Exception {
    Path classes = Path.of(
        Planner.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path log = folder.resolve("log.txt");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-cp", classes.toString()));
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      command.addAll(List.of("--add-modules", VECTORS));
    }
    command.add(source.toAbsolutePath().toString());
    Process process = new ProcessBuilder(command)
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
