package dev.foresight.cli;

import dev.foresight.Device;
import dev.foresight.Propagation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Measures plans per second and model evaluations per second of every preset, in"
        + " about half a minute; or, in a checkout, the whole suite beside its peers (--suite), or"
        + " whether speed was lost (--check).")
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Time for each measurement. Default: ${DEFAULT-VALUE}.",
      defaultValue = "2")
  private double seconds;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      split = ",",
      description = "Which presets: ${COMPLETION-CANDIDATES}. Default: all.",
      defaultValue = "random,cem,icem,mppi")
  private Preset[] presets;

  @Option(
      names = "--propagation",
      paramLabel = "NAME",
      description =
          "How futures travel through the ensemble: ${COMPLETION-CANDIDATES}. The equations,"
              + " which are deterministic, keep one future. Default: ${DEFAULT-VALUE}.",
      defaultValue = "TS_INFINITY")
  private Propagation propagation;

  @Option(names = "--json", description = "End with one line of JSON.")
  private boolean json;

  @Mixin
  private BackendOption backend;

  @Mixin
  private SuiteOptions suite;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (suite.any()) {
      return suite.run(spec.commandLine().getErr());
    }
    if (!(seconds > 0 && seconds <= 3600)) {
      throw new IllegalArgumentException(
          "--seconds is " + seconds + "; it must be above 0 and at most 3600");
    }
    Device choice = backend.choose();
    BackendOption.say(spec.commandLine().getErr(), choice);
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> rows = new ArrayList<>();
    out.println("model                   preset    plans/s   ms/plan  million evals/s");
    for (Bench bench : List.of(Bench.equations(), Bench.ensemble())) {
      bench.warmUp(choice, seconds);
      for (Preset preset : presets) {
        Bench.Speed speed = bench.measure(preset, propagation, choice, seconds);
        out.println(Text.of(
            "%-22s  %-6s  %9.2f  %8.2f  %15.2f",
            speed.model(),
            preset,
            speed.plansPerSecond(),
            1000 / speed.plansPerSecond(),
            speed.evalsPerSecond() / 1e6));
        out.flush();
        rows.add(row(speed));
      }
    }
    if (json) {
      new Json().with("backend", choice.toString()).with("presets", rows).printTo(out);
    }
    return 0;
  }

  private static Map<String, Object> row(Bench.Speed speed) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", speed.model());
    row.put("preset", speed.preset().toString());
    row.put("plansPerSecond", speed.plansPerSecond());
    row.put("evalsPerSecond", speed.evalsPerSecond());
    return row;
  }
}
