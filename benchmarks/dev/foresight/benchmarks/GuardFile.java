package dev.foresight.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code benchmarks/guard.json}: a tolerance, and ratios for each kind of machine, as what is fast differs between
 * processors and between compilers.
 */
final class GuardFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final ObjectNode content;

  private GuardFile(Path file, ObjectNode content) {
    this.file = file;
    this.content = content;
  }

  static GuardFile read(Path file) throws IOException {
    JsonNode content = MAPPER.readTree(Files.readString(file));
    if (!content.path("tolerance").isNumber() || !content.path("machines").isObject()) {
      throw new IllegalArgumentException(
          file + " is no guard: it needs a number \"tolerance\" and an object \"machines\"");
    }
    return new GuardFile(file, (ObjectNode) content);
  }

  /** What was committed for a machine, if anything was. */
  Optional<Guard> guard(String machine) {
    JsonNode ratios = content.get("machines").path(machine).path("ratios");
    if (!ratios.isObject()) {
      return Optional.empty();
    }
    Map<String, Double> committed = new LinkedHashMap<>();
    ratios.properties().forEach(e -> committed.put(e.getKey(), e.getValue().asDouble()));
    return Optional.of(new Guard(content.get("tolerance").asDouble(), committed));
  }

  /** Writes other ratios for a machine, with four digits, in the place of those there were. */
  void update(String machine, String date, Map<String, Double> measured) throws IOException {
    ObjectNode entry = ((ObjectNode) content.get("machines")).putObject(machine);
    entry.put("date", date);
    ObjectNode ratios = entry.putObject("ratios");
    measured.forEach((name, ratio) -> ratios.put(name, Math.round(ratio * 1e4) / 1e4));
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content);
    Files.writeString(file, text + "\n");
  }
}
