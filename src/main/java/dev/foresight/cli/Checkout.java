package dev.foresight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkout of Foresight that the launcher was started from, whose scripts measure. */
record Checkout(Path root) {
  /** Where the launcher says that the checkout is. */
  static final String PROPERTY = "foresight.checkout";

  /**
   * The checkout.
   *
   * @throws IllegalArgumentException where there is none, or no Maven to build its benchmarks with
   */
  static Checkout required(String option) {
    String place = System.getProperty(PROPERTY, "");
    if (place.isEmpty() || !Files.isExecutable(Path.of(place, "benchmarks", "run"))) {
      throw new IllegalArgumentException(
          option + " needs a checkout of Foresight, whose benchmarks it builds;"
              + " start it there, with ./foresight bench " + option);
    }
    boolean maven = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mvn")));
    if (!maven) {
      throw new IllegalArgumentException(option
          + " needs Maven to build the benchmarks; install it (Debian:" + " apt install maven)");
    }
    return new Checkout(Path.of(place));
  }

  /** Runs one of its scripts with this Java, and gives its exit code. */
  int run(String script, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root.resolve(script).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start().waitFor();
  }
}
