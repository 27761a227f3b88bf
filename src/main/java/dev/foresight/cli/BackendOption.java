package dev.foresight.cli;

import dev.foresight.Backend;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says where to compute. */
final class BackendOption {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Where to compute: cpu, opencl, cuda. Default: the fastest there is.")
  private String backend;

  /** The backend that was asked for, or the fastest. */
  Backend choose() {
    Backend choice = backend == null ? Backend.fastest() : Backend.named(backend);
    choice.whyNot().ifPresent(reason -> {
      throw new IllegalArgumentException(
          "backend " + name(choice) + " cannot be opened: " + reason);
    });
    return choice;
  }

  static void say(PrintWriter err, Backend choice) {
    err.println("planning on " + name(choice) + ": " + choice.describe());
    err.flush();
  }

  static String name(Backend backend) {
    return backend.name().toLowerCase(Locale.ROOT);
  }
}
