package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    assertThat(compare("1", "--episodes", "0").err())
        .contains("--episodes is 0; it must be at least 1");
    assertThat(compare("1", "--beta", "-1").err()).contains("--beta is -1.0; it must be in (0");
  }

  @Test
  void runsWithOtherSettingsAreNotMixed() throws Exception {
    assertThat(compare("1", "--ways", "greedy").code()).isZero();
    Cli other = compare("1", "--ways", "greedy", "--beta", "2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("runs.jsonl has runs with other settings: beta 3.0");
    assertThat(Files.readAllLines(folder.resolve("runs.jsonl"))).hasSize(1);
  }

  private Cli compare(String seeds, String... more) {
    List<String> arguments = new ArrayList<>(List.of(
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
        "cpu"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }
}
