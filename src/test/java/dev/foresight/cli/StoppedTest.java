package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedTest {
  @TempDir
  private Path folder;

  @TempDir
  private Path elsewhere;

  @Test
  void aStoppedProcessLeavesCompleteFiles() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "demo",
            "--out",
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(elsewhere.resolve("output").toFile())
        .start();
    try {
      awaitPlannedSteps(process);
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(elsewhere.resolve("output"))).contains("stopped after 1 trial");
    RunFolder run = new RunFolder(folder);
    List<JsonNode> log = run.log();
    JsonNode end = log.get(log.size() - 1);
    assertThat(end.get("event").asText()).isEqualTo("end");
    assertThat(end.get("stopped").asBoolean()).isTrue();
    run.complete(RunFolder.planned());
  }

  private void awaitPlannedSteps(Process process) throws Exception {
    Path log = folder.resolve("log.jsonl");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(log) || !Files.readString(log).contains("\"trial\":2,\"step\":3,")) {
      assertThat(process.isAlive())
          .as(Files.readString(elsewhere.resolve("output")))
          .isTrue();
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
