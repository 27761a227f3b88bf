package dev.foresight.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foresight.Ensemble;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code train} left in a folder, however often it was ended and went on. */
final class RunFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int OLDER_LOGS_HORIZON = 25;

  private final Path folder;
  private final SortedMap<Integer, SortedMap<Integer, Take.Step>> steps = new TreeMap<>();
  private final List<Integer> planned = new ArrayList<>();
  private String environment;
  private int horizon = OLDER_LOGS_HORIZON;
  private int lastTrained;

  private RunFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a run's log.
   *
   * @throws IllegalArgumentException if there is none, or no step in it
   */
  static RunFiles read(Path folder) throws IOException {
    Path log = folder.resolve(RunLog.NAME);
    if (!Files.isRegularFile(log)) {
      throw new IllegalArgumentException(
          folder + " has no " + RunLog.NAME + "; give a folder that demo or train left");
    }
    RunFiles run = new RunFiles(folder);
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        run.read(line);
      }
    }
    if (run.environment == null || run.steps.isEmpty()) {
      throw new IllegalArgumentException(log + " has no steps; let the run go on for a trial");
    }
    return run;
  }

  /** A line that was cut short by the end of its process says nothing. */
  private void read(String line) {
    JsonNode event;
    try {
      event = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      return;
    }
    int trial = event.path("trial").asInt();
    switch (event.path("event").asText()) {
      case "begin" -> {
        environment = event.path("environment").asText();
        horizon = event.path("horizon").asInt(horizon);
      }
      case "trained" -> lastTrained = trial;
      case "resumed" -> forget(trial, event.path("step").asInt());
      case "step" -> step(trial, event);
      default -> {
        // Losses, latencies and the like are not drawn.
      }
    }
  }

  /** What a run does anew, after it went on, takes the place of what it did before. */
  private void forget(int trial, int after) {
    steps.tailMap(trial + 1).clear();
    SortedMap<Integer, Take.Step> open = steps.get(trial);
    if (open != null) {
      open.tailMap(after + 1).clear();
    }
  }

  private void step(int trial, JsonNode event) {
    if (event.has("score") && !planned.contains(trial)) {
      planned.add(trial);
    }
    steps
        .computeIfAbsent(trial, t -> new TreeMap<>())
        .put(
            event.path("step").asInt(),
            new Take.Step(floats(event.path("state")), floats(event.path("action")), (float)
                event.path("return").asDouble(Double.NaN)));
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble(Double.NaN);
    }
    return values;
  }

  String environment() {
    return environment;
  }

  /** Steps of a plan. */
  int horizon() {
    return horizon;
  }

  /** The trials that have steps, in order. */
  List<Integer> trials() {
    return steps.entrySet().stream()
        .filter(trial -> !trial.getValue().isEmpty())
        .map(SortedMap.Entry::getKey)
        .toList();
  }

  /**
   * A trial.
   *
   * @throws IllegalArgumentException if there is none of that number
   */
  Take take(int trial) {
    if (!trials().contains(trial)) {
      throw new IllegalArgumentException(
          "--trials names " + trial + ", which " + folder + " does not have; it has " + trials());
    }
    int before =
        steps.headMap(trial).values().stream().mapToInt(SortedMap::size).sum();
    List<Take.Step> own = List.copyOf(steps.get(trial).values());
    return new Take(trial, planned.contains(trial), before, own);
  }

  /** The model that a trial was planned through, if it was kept. */
  Optional<Ensemble> model(int trial) throws IOException {
    Path own = folder.resolve(KeptModels.name(trial) + ".safetensors");
    Path last = folder.resolve("model.safetensors");
    Path file = !Files.exists(own) && trial == lastTrained ? last : own;
    return Files.exists(file) ? Optional.of(Models.load(file).dynamics()) : Optional.empty();
  }
}
