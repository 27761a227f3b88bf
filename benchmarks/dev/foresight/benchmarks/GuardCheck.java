package dev.foresight.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Judges what {@link GuardRatios} measured in several JVMs. For {@code benchmarks/check}.
 *
 * <p>Arguments: guard.json, the machine's kind, the lines of all JVMs, and the date if the guard is to be
 * updated. Exit codes: 0 all held, 1 something is worse or missing, 2 nothing is committed for this machine.
 */
final class GuardCheck {
  private GuardCheck() {}

  public static void main(String[] arguments) throws IOException {
    GuardFile guards = GuardFile.read(Path.of(arguments[0]));
    Map<String, double[]> pairs = pairs(Files.readAllLines(Path.of(arguments[2])));
    Optional<String> date =
        arguments.length > 3 ? Optional.of(arguments[3]) : Optional.<String>empty();
    System.exit(judge(guards, arguments[1], pairs, date, System.out));
  }

  /** The ratios of all JVMs by their names. */
  static Map<String, double[]> pairs(List<String> lines) throws IOException {
    Map<String, double[]> pairs = new LinkedHashMap<>();
    for (String line : lines) {
      JsonNode measured = new ObjectMapper().readTree(line);
      double[] ratios = new double[measured.get("ratios").size()];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = measured.get("ratios").get(i).asDouble();
      }
      pairs.merge(measured.get("name").asText(), ratios, GuardCheck::joined);
    }
    return pairs;
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second)).toArray();
  }

  static int judge(
      GuardFile guards,
      String machine,
      Map<String, double[]> pairs,
      Optional<String> date,
      PrintStream out)
      throws IOException {
    Map<String, Double> measured = pairs.entrySet().stream()
        .collect(Collectors.toMap(
            Map.Entry::getKey,
            e -> Guard.quantile(e.getValue(), 0.5),
            (a, b) -> b,
            LinkedHashMap::new));
    Optional<Guard> guard = guards.guard(machine);
    List<Guard.Verdict> verdicts = guard.orElse(new Guard(0.5, Map.of())).compare(measured);
    for (Guard.Verdict verdict : verdicts) {
      out.println(line(verdict, pairs.getOrDefault(verdict.name(), new double[0])));
    }
    if (date.isPresent()) {
      guards.update(machine, date.get(), measured);
      out.println("the guard is updated for " + machine);
      return 0;
    }
    if (guard.isEmpty()) {
      out.println(
          "nothing is committed for " + machine + "; on a machine with no other work, commit"
              + " what ./foresight bench --check --update writes");
      return 2;
    }
    return verdicts.stream().allMatch(Guard.Verdict::passes) ? 0 : 1;
  }

  private static String line(Guard.Verdict verdict, double[] pairs) {
    return String.format(
        Locale.ROOT,
        "%-34s %8.3f (quartiles %.3f to %.3f of %d pairs), committed %s: %s",
        verdict.name(),
        verdict.measured(),
        Guard.quantile(pairs, 0.25),
        Guard.quantile(pairs, 0.75),
        pairs.length,
        Double.isNaN(verdict.committed())
            ? "nothing"
            : String.format(Locale.ROOT, "%.3f", verdict.committed()),
        verdict);
  }
}
