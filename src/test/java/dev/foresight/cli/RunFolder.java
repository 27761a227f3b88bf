package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foresight.ModelFile;
import dev.foresight.ScalarEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What a learning run left. */
record RunFolder(Path path) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The files of a run that planned its second trial, and more. */
  static List<String> planned(String... more) {
    List<String> names = new ArrayList<>(List.of(
        "checkpoint.bin",
        "journal.bin",
        "last-trial.png",
        "latency.png",
        "learning-curve.png",
        "log.jsonl",
        "model-error.png",
        "model-trial-2.safetensors",
        "model.safetensors"));
    names.addAll(List.of(more));
    return names;
  }

  List<JsonNode> log() throws Exception {
    String text = Files.readString(path.resolve("log.jsonl"));
    assertThat(text).endsWith("\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  static long count(List<JsonNode> log, String event) {
    return log.stream().filter(line -> line.get("event").asText().equals(event)).count();
  }

  /** Just these files, and every one of them can be read. */
  void complete(List<String> names) throws Exception {
    try (Stream<Path> files = Files.list(path)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    for (String name : names) {
      Path file = path.resolve(name);
      if (name.endsWith(".png")) {
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
      } else if (name.equals("value.safetensors")) {
        assertThat(ScalarEnsemble.load(file).members()).isNotEmpty();
      } else if (name.endsWith(".safetensors")) {
        assertThat(ModelFile.load(file).dynamics().members()).isNotEmpty();
      } else {
        assertThat(log()).isNotEmpty();
      }
    }
  }
}
