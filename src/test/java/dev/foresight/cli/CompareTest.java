package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir
  private Path folder;

  @Test
  void everyWayIsRunOnceForEachSeedAndShown() throws Exception {
    Cli first = compare("2");
    assertThat(first.code()).as(first.err()).isZero();
    List<String> runs = Files.readAllLines(folder.resolve("runs.jsonl"));
    assertThat(runs).hasSize(2 * Way.values().length);
    assertThat(first.out()).contains("pendulum-sparse").contains("greedy").contains("pessimistic");
    assertThat(ImageIO.read(folder.resolve("pendulum-sparse.png").toFile()).getWidth())
        .isGreaterThan(500);
    assertThat(first.err()).contains("pendulum-sparse, optimistic, seed 2");
    assertThat(compare("2").err()).doesNotContain("seed");
    assertThat(Files.readAllLines(folder.resolve("runs.jsonl"))).isEqualTo(runs);
  }

  @Test
  void aFileThatIsNoComparisonIsRefusedAndKept() throws Exception {
    Path file = folder.resolve("runs.jsonl");
    Files.writeString(file, "nonsense\n");
    Cli cli = compare("1");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("runs.jsonl has a line that is no run: nonsense");
    assertThat(file).hasContent("nonsense\n");
  }

  @Test
  void badNumbersAreRefused() {
    assertThat(compare("0").err()).contains("--seeds is 0; it must be at least 1");
  }

  private Cli compare(String seeds) {
    return Cli.run(
        "compare",
        "pendulum-sparse",
        "--seeds",
        seeds,
        "--trials",
        "2",
        "--plans",
        "8",
        "--horizon",
        "3",
        "--epochs",
        "1",
        "--hidden",
        "8",
        "--out",
        folder.toString(),
        "--backend",
        "cpu");
  }
}
