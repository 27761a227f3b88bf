package dev.foresight.cli;

import dev.foresight.Backend;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists where plans can be computed here, and why not elsewhere.")
final class DevicesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "End with one line of JSON.")
  private boolean json;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> devices = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      String name = backend.name().toLowerCase(Locale.ROOT);
      boolean available = backend.whyNot().isEmpty();
      out.printf(Locale.ROOT, "%-7s %-4s %s%n", name, available ? "yes" : "no", backend.describe());
      devices.add(Map.of("name", name, "available", available, "description", backend.describe()));
    }
    if (json) {
      new Json().with("devices", devices).printTo(out);
    }
    out.flush();
    return 0;
  }
}
