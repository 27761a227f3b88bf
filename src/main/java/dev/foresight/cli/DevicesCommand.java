package dev.foresight.cli;

import dev.foresight.Backend;
import dev.foresight.Device;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Lists where plans can be computed here, and why not elsewhere and what would help.")
final class DevicesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "End with one line of JSON.")
  private boolean json;

  @Spec
  private CommandSpec spec;

  /**
   * A line of the list.
   *
   * @param name as {@code --backend} takes it
   * @param description of the device; empty where there is none
   * @param whyNot reason and remedy; empty where it can be used
   */
  record Row(String name, boolean available, String description, String whyNot) {
    static Row of(Device device, String description) {
      String reason = device.whyNot().orElse("");
      return new Row(device.toString(), reason.isEmpty(), description, reason);
    }

    String line() {
      String separator = description.isEmpty() || whyNot.isEmpty() ? "" : ": ";
      String text = description + separator + whyNot;
      return Text.of("%-9s %-4s %s", name, available ? "yes" : "no", text);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Row> rows = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      rows.addAll(rows(backend));
    }
    rows.forEach(row -> out.println(row.line()));
    Device fastest = Device.fastest();
    out.println("without --backend: " + fastest);
    if (json) {
      new Json().with("devices", rows).with("default", fastest.toString()).printTo(out);
    }
    out.flush();
    return 0;
  }

  /** One for each device; one without a number for a backend that has none. */
  private static List<Row> rows(Backend backend) {
    List<String> devices = backend.devices();
    if (devices.isEmpty()) {
      String reason = backend.whyNot().orElse("it has no device here");
      return List.of(new Row(backend.name().toLowerCase(Locale.ROOT), false, "", reason));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      rows.add(Row.of(new Device(backend, i), devices.get(i)));
    }
    return rows;
  }
}
