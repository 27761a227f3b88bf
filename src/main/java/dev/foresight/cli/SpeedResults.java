package dev.foresight.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What pictures show of a folder of {@code benchmarks/run}; a part that the folder lacks is empty.
 *
 * @param rates GFLOP/s of the rollout of PETS's half-cheetah by what computes, and by threads
 * @param plans milliseconds of a whole plan on the CPU, p50: Foresight's and PyTorch's best, by preset
 * @param scaling milliseconds of a round by the letter of the size that grows, and by that size
 * @param deadlines milliseconds by the machine's state, and by of how many calls one took longer
 */
record SpeedResults(
    Map<String, Map<Integer, Double>> rates,
    Map<String, double[]> plans,
    Map<String, TreeMap<Integer, Double>> scaling,
    Map<String, TreeMap<Double, Double>> deadlines) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads a folder.
   *
   * @throws IllegalArgumentException if it is none of {@code benchmarks/run}
   */
  static SpeedResults read(Path folder) throws IOException {
    if (!Files.exists(folder.resolve("machine.json"))) {
      throw new IllegalArgumentException(
          folder + " has no machine.json; name a folder that --suite or benchmarks/run left");
    }
    List<JsonNode> peers = lines(folder.resolve("pytorch.jsonl"));
    peers.addAll(lines(folder.resolve("peers.jsonl")));
    return new SpeedResults(
        rates(folder, peers), plans(folder, peers), scaling(folder), deadlines(folder));
  }

  private static Map<String, Map<Integer, Double>> rates(Path folder, List<JsonNode> peers)
      throws IOException {
    Map<String, Map<Integer, Double>> rates = new LinkedHashMap<>();
    for (JsonNode peak : entries(folder, "peak-*.json")) {
      most(rates, "measured peak", peak.path("threads").asInt(), gflop(peak));
    }
    for (JsonNode peer : peers) {
      String name = peer.path("peer").asText("PyTorch");
      boolean rollout = peer.path("what").asText("rollout").equals("rollout");
      if (peer.path("device").asText("cpu").equals("cpu") && peer.has("gflopPerSecond")) {
        int threads =
            Math.max(peer.path("threads").asInt(), peer.path("workers").asInt());
        double rate = peer.get("gflopPerSecond").asDouble();
        if (name.equals("peak in C")) {
          most(rates, "measured peak", threads, rate);
        } else if (name.equals("OpenBLAS")) {
          most(rates, "OpenBLAS, products alone", threads, rate);
        } else if (rollout && name.equals("PyTorch")) {
          most(rates, "PyTorch", threads, rate);
        }
      }
    }
    for (JsonNode entry : entries(folder, "rollout.json")) {
      JsonNode parameters = entry.path("params");
      String name =
          switch (parameters.path("kernels").asText()) {
            case "native" -> "Foresight, native code";
            case "vector" -> "Foresight, Vector API";
            default -> "Foresight, plain Java";
          };
      most(rates, name, parameters.path("threads").asInt(), gflop(entry));
    }
    return rates;
  }

  private static double gflop(JsonNode entry) {
    return entry.path("secondaryMetrics").path("gflop").path("score").asDouble();
  }

  private static void most(
      Map<String, Map<Integer, Double>> rates, String name, int threads, double rate) {
    rates.computeIfAbsent(name, n -> new TreeMap<>()).merge(threads, rate, Math::max);
  }

  private static Map<String, double[]> plans(Path folder, List<JsonNode> peers) throws IOException {
    Map<String, double[]> plans = new LinkedHashMap<>();
    for (JsonNode entry : entries(folder, "plan*.json")) {
      JsonNode parameters = entry.path("params");
      JsonNode middle = entry.path("primaryMetric").path("scorePercentiles").path("50.0");
      boolean cpu = parameters.path("backend").asText("CPU").equals("CPU");
      if (cpu && entry.path("mode").asText().equals("sample")) {
        String preset = parameters.path("workload").asText();
        plans.put(preset, new double[] {middle.asDouble(), Double.NaN});
      }
    }
    for (JsonNode peer : peers) {
      double[] row = plans.get(peer.path("preset").asText());
      boolean plan = peer.path("what").asText().equals("plan") && peer.has("millis");
      if (row != null && plan && peer.path("device").asText().equals("cpu")) {
        double millis = peer.get("millis").asDouble();
        row[1] = Double.isNaN(row[1]) ? millis : Math.min(row[1], millis);
      }
    }
    return plans;
  }

  private static Map<String, TreeMap<Integer, Double>> scaling(Path folder) throws IOException {
    Map<String, TreeMap<Integer, Double>> scaling = new LinkedHashMap<>();
    for (JsonNode entry : entries(folder, "scaling.json")) {
      String[] size = entry.path("params").path("size").asText().split("=");
      scaling
          .computeIfAbsent(size[0], letter -> new TreeMap<>())
          .put(
              Integer.parseInt(size[1]),
              entry.path("primaryMetric").path("score").asDouble());
    }
    return scaling;
  }

  private static Map<String, TreeMap<Double, Double>> deadlines(Path folder) throws IOException {
    Map<String, TreeMap<Double, Double>> deadlines = new LinkedHashMap<>();
    for (JsonNode line : lines(folder.resolve("deadline.jsonl"))) {
      TreeMap<Double, Double> points = new TreeMap<>();
      for (JsonNode pair : line.path("distribution")) {
        points.put(1 / (1 - pair.get(0).asDouble() / 100), pair.get(1).asDouble());
      }
      boolean busy = line.path("machine").asText().equals("busy");
      boolean clock = line.path("workload").asText().equals("clock");
      deadlines.put(
          (busy ? "every core busy" : "machine idle") + (clock ? ", a clock alone" : ""), points);
    }
    return deadlines;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        lines.add(MAPPER.readTree(line));
      }
    }
    return lines;
  }

  /** Of JMH's files whose names fit. */
  private static List<JsonNode> entries(Path folder, String names) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      for (Path file : files) {
        MAPPER.readTree(Files.readString(file)).forEach(entries::add);
      }
    }
    return entries;
  }
}
