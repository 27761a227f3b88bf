package dev.foresight.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "curves",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Draws returns against the steps it took to learn them, mean and spread over seeds.",
    footer = {
      "",
      "A line of FILE is a run: {\"study\", \"environment\", \"seed\", \"steps\": [...], \"returns\": [...]},"
          + " with one entry a trial, as benchmarks/returns leaves them. Of a run that is there twice, the last counts.",
      "",
      "Example:",
      "  foresight curves runs.jsonl --environment mujoco-reacher --out reacher.png"
    })
final class CurvesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Lines of JSON, a run each.")
  private List<Path> files;

  @Option(
      names = "--environment",
      paramLabel = "ENV",
      required = true,
      description = "The environment whose runs are drawn.")
  private String environment;

  @Option(
      names = "--studies",
      paramLabel = "STUDY",
      split = ",",
      description = "Only these studies are drawn.")
  private List<String> only = List.of();

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The picture, PNG.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Map<String, Map<String, Curve>> studies = new LinkedHashMap<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        read(file, line, studies);
      }
    }
    if (studies.isEmpty()) {
      throw new IllegalArgumentException("--environment is " + environment + ", of which " + files
          + " have no run" + (only.isEmpty() ? "" : " of the studies " + String.join(", ", only)));
    }
    Map<String, List<Curve>> curves = new LinkedHashMap<>();
    studies.forEach((study, seeds) -> curves.put(study, List.copyOf(seeds.values())));
    Charts.save(Curve.chart("Learning " + environment, curves), out);
    return 0;
  }

  private void read(Path file, String line, Map<String, Map<String, Curve>> studies)
      throws IOException {
    JsonNode run = new ObjectMapper().readTree(line);
    for (String field : List.of("study", "environment", "seed", "steps", "returns")) {
      if (!run.has(field)) {
        throw new IllegalArgumentException(file + " has a line without \"" + field + "\": " + line);
      }
    }
    String study = run.get("study").asText();
    if (run.get("environment").asText().equals(environment)
        && (only.isEmpty() || only.contains(study))) {
      studies
          .computeIfAbsent(study, name -> new LinkedHashMap<>())
          .put(
              run.get("seed").asText(),
              Curve.of(numbers(run.get("steps")), numbers(run.get("returns"))));
    }
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble(Double.NaN);
    }
    return numbers;
  }
}
