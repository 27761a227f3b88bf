package dev.foresight.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.Required;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that {@code benchmarks/report} makes. */
class ReportTest {
  private static final String SUITE = "src/test/resources/suite";

  private record Said(int code, String out, String err) {}

  @Test
  void everyPartIsATable() throws Exception {
    assertThat(report(SUITE).out())
        .contains("| Foresight, Vector API | 2 | 180 ± 9 | 75% |")
        .contains("2.00 times as fast as the best of PyTorch's")
        .contains("as it is its best was 60.0 GFLOP/s")
        .contains("batches of 250, shared out by threads | 2 | 150 (deviation 3) | 62% |")
        .contains("| measured peak (Vector API) | 2 | 240 | 100% |")
        .contains("| measured peak (C) | 1 | 125 | 100% |")
        .contains("| `tdmpc2-5m` | 2 threads | 50.0 | 90.0 | 38% |")
        .contains("| `demo-cartpole` | cpu | 10.0 | 30.0 | 4 | eager, 1 thread | 3.00 |")
        .contains(
            "| `pets-halfcheetah` | cuda | 20.0 | 50.0 | 9 | one CUDA graph, 1 thread | 2.50 |")
        .contains("| `tdmpc2-5m` | cuda | 9000 | 20000 | 40% |")
        .contains("| E | 100.0 | 4.00 |")
        .contains("| N | 1: 0.5, 128: 2, 4,096: 60.0 |")
        .contains("| cpu | cold | 410 | 10 |")
        .contains("| `demo-cartpole`, 10 ms, every core busy | 10,000 | 9.5 | 9.9 | 14.0 | 22.0 |")
        .contains("| 1 | 24.0 ± 2 | 8 ± 0.5 | 19% |")
        .contains("share of the peak | at least 60.0% | 75.0% | yes |")
        .contains("beside the best of OpenBLAS's | at least 1.30 times | 1.20 times | no |")
        .contains("machine idle, p99.9 | at most 11.0 ms | 9.9 ms | yes |")
        .contains("`mppi-diffdrive-16384` | at most 0.3 ms | not measured |  |")
        .contains("- nd4j-cuda: there is no NVIDIA GPU");
  }

  @Test
  void noPercentileRestsOnFewerThanFiveSamplesBeyondIt() throws Exception {
    assertThat(report(SUITE).out())
        .contains("| `pets-halfcheetah` | cpu | 8 | 2200 | - | - |")
        .contains("| `demo-cartpole` | cpu | 1,200 | 10.0 | 14.0 | - |")
        .contains("| `mppi-diffdrive` | cpu | 9,000 | 5 | 6 | 8 |");
  }

  @Test
  void theDocumentsHaveTheTablesOfTheNewestResults() throws Exception {
    String said = report().out();
    for (String document :
        List.of("README.md", "docs/performance.md", "docs/results.md", "docs/learning.md")) {
      Matcher block = Pattern.compile(
              "<!-- measured( \\w+)? -->\n(.*?)\n<!-- /measured\\1? -->", Pattern.DOTALL)
          .matcher(Files.readString(Path.of(document)));
      int blocks = 0;
      for (; block.find(); blocks++) {
        String name =
            block.group(1) == null ? document : document + "#" + block.group(1).strip();
        assertThat(said).as(name).contains("== " + name + "\n" + block.group(2));
      }
      assertThat(blocks).as(document + "'s places for tables").isPositive();
    }
  }

  @Test
  void anOlderFolderHasTheTablesItCanHave() throws Exception {
    assertThat(report("benchmarks/results/2026-11-22").out())
        .contains("| Foresight, Vector API | 2 |", "| `mppi-diffdrive` |")
        .doesNotContain("of the measured peak", "TS_INFINITY", "None", "nan");
  }

  @Test
  void aFolderWithoutResultsIsRefused(@TempDir Path folder) throws Exception {
    Said said = report(folder.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains(folder.getFileName().toString(), "machine.json");
  }

  @Test
  void aHistogramOfJmhBecomesItsNumberOfSamples(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(
        folder.resolve("plan.json"),
        "[{\"jvm\": \"x\", \"primaryMetric\": {\"rawDataHistogram\": [[[[1.5, 3], [2.5, 4]], [[1.5, 1]]]]},"
            + " \"secondaryMetrics\": {\"gc.time\": 1, \"gc.alloc.rate.norm\": 2, \"gflop\": 3}}]");
    assertThat(python("benchmarks/reporting/compact.py", file.toString()).code())
        .isZero();
    assertThat(Files.readString(file))
        .contains("\"samples\": 8", "gc.alloc.rate.norm", "gflop")
        .doesNotContain("rawDataHistogram", "jvm", "gc.time");
  }

  private static Said report(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("benchmarks/report"));
    words.addAll(List.of(arguments));
    return python(words.toArray(String[]::new));
  }

  private static Said python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-S", "-E", "-B"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), out, err);
    } catch (IOException e) {
      Required.orSkip("python", Optional.of("python3 cannot be started; install it: " + e));
      throw e;
    }
  }
}
