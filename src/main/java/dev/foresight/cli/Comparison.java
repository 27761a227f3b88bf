package dev.foresight.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The runs of a comparison, in a file of JSON objects, one a line. */
final class Comparison {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * One run of the loop.
   *
   * @param settings what else it depends on
   * @param returns of each trial, the random ones first
   * @param learned the return of each episode that was planned greedily through the last model
   * @param seconds it took
   */
  record Run(
      String environment,
      Way way,
      long seed,
      String settings,
      float[] returns,
      float[] learned,
      double seconds) {
    /** What the model that it learned is worth to a greedy planner: a mean return. */
    double worth() {
      double sum = 0;
      for (float each : learned) {
        sum += each;
      }
      return sum / learned.length;
    }
  }

  private final Path file;
  private final List<Run> runs = new ArrayList<>();

  /** With the runs that the file has, if it is there. */
  Comparison(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        runs.add(read(line));
      }
    }
  }

  private Run read(String line) throws IOException {
    try {
      return MAPPER.readValue(line, Run.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " has a line that is no run: " + line + "; mend it or name another folder", e);
    }
  }

  /**
   * Whether there is such a run.
   *
   * @throws IllegalArgumentException if there is one with other settings, which cannot be compared
   */
  boolean has(String environment, Way way, long seed, String settings) {
    for (Run run : runs) {
      if (!run.settings().equals(settings)) {
        throw new IllegalArgumentException(file + " has runs with other settings: " + run.settings()
            + ", but these are " + settings + "; name another folder, or the same settings");
      }
    }
    return of(environment, way).stream().anyMatch(run -> run.seed() == seed);
  }

  /** Adds a run; the file is written aside, then moved. */
  void add(Run run) throws IOException {
    runs.add(run);
    List<String> lines = new ArrayList<>();
    for (Run each : runs) {
      lines.add(MAPPER.writeValueAsString(each));
    }
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    Files.write(aside, lines);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The runs of an environment in one way. */
  List<Run> of(String environment, Way way) {
    return runs.stream()
        .filter(run -> run.environment().equals(environment) && run.way() == way)
        .toList();
  }
}
