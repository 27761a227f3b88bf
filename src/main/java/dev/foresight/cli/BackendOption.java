package dev.foresight.cli;

import dev.foresight.Device;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option that says where to compute. */
final class BackendOption {
  @Option(
      names = "--backend",
      paramLabel = "NAME[:N]",
      description = "Where to compute: cpu, opencl, cuda, nd4j, or one of their devices, such as"
          + " opencl:1. Default: the fastest there is; see the command devices.")
  private String backend;

  /** The device that was asked for, or the fastest. */
  Device choose() {
    return backend == null ? Device.fastest() : parse(backend);
  }

  /** A device that can be opened. */
  static Device parse(String name) {
    Device choice = Device.parse(name);
    choice.whyNot().ifPresent(reason -> {
      throw new IllegalArgumentException(choice + " cannot be opened: " + reason);
    });
    return choice;
  }

  static void say(PrintWriter err, Device choice) {
    err.println("planning on " + choice + ": " + choice.describe());
    err.flush();
  }
}
