package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foresight.Iteration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class TraceTest {
  private static final float NONE = Float.NaN;

  @TempDir
  private Path folder;

  private static Iteration iteration(int call, int iteration, float score, float elites) {
    return new Iteration(
        0,
        call,
        iteration,
        20,
        (int) elites,
        score - 2,
        score - 1,
        score,
        elites,
        0.5f,
        0.25f,
        0,
        0,
        1000);
  }

  private static List<JsonNode> lines(Path file) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void aRunIsTracedLineByLineAndDrawn() throws Exception {
    Path trace = folder.resolve("run.jsonl");
    Path pictures = folder.resolve("new").resolve("pictures");
    Cli cli = Cli.run(
        "run",
        "pendulum",
        "--preset",
        "cem",
        "--iterations",
        "3",
        "--plans",
        "20",
        "--steps",
        "4",
        "--trace",
        trace.toString(),
        "--plot",
        pictures.toString(),
        "--json");
    assertThat(cli.code()).isZero();
    List<JsonNode> lines = lines(trace);
    assertThat(lines.stream().map(line -> line.get("event").asText()))
        .containsExactlyElementsOf(events(4, 3));
    JsonNode iteration = lines.get(5);
    assertThat(iteration.get("call").asInt()).isEqualTo(1);
    assertThat(iteration.get("iteration").asInt()).isEqualTo(1);
    assertThat(iteration.get("effectivePlans").asDouble()).isCloseTo(2, within(1e-4));
    assertThat(lines.get(3).get("outcome").asText()).isEqualTo("complete");
    double longest = lines.get(lines.size() - 1).get("latencyMillisMax").asDouble();
    assertThat(longest)
        .isPositive()
        .isEqualTo(cli.json().get("latencyMillisMax").asDouble());
    assertThat(lines.get(lines.size() - 1).get("latencyHistogram")).isNotEmpty();
    assertThat(cli.json().get("latencyMillis50").asDouble()).isPositive();
    assertThat(cli.out()).contains("plan latency p50 ");
    for (String name : new String[] {"scores", "effective-plans", "spread", "latency"}) {
      assertThat(ImageIO.read(pictures.resolve(name + ".png").toFile()).getWidth())
          .isEqualTo(1000);
    }
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run.jsonl", "new");
  }

  private static List<String> events(int calls, int iterations) {
    List<String> events = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      for (int i = 0; i < iterations; i++) {
        events.add("iteration");
      }
      events.add("plan");
    }
    events.add("end");
    return events;
  }

  @Test
  void aRunThatFailsLeavesNoTrace() {
    Cli cli = Cli.run(
        "run",
        "pendulum",
        "--plans",
        "0",
        "--trace",
        folder.resolve("run.jsonl").toString());
    assertThat(cli.code()).isNotZero();
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void aTraceThatCannotBeWrittenIsSaid() {
    Path file = folder.resolve("missing").resolve("run.jsonl");
    Cli cli = Cli.run("run", "pendulum", "--steps", "1", "--trace", file.toString());
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).contains("missing");
  }

  @Test
  void latencyIsToldToThreeDigits() {
    Latency latency = new Latency();
    for (int i = 1; i <= 1000; i++) {
      latency.add(i * 1_000_000L);
    }
    assertThat(latency.millis(50)).isCloseTo(500, within(0.5));
    assertThat(latency.millis(99)).isCloseTo(990, within(1.0));
    assertThat(latency.mostMillis()).isCloseTo(1000, within(1.0));
    assertThat(latency.toString()).startsWith("p50 500.").contains("ms, p99 99").contains("max 1");
    assertThat(latency.points()).hasSizeGreaterThan(20).allSatisfy(point -> {
      assertThat(point.left()).isPositive();
      assertThat(point.millis()).isCloseTo(10 * point.percentile(), within(20.0));
    });
  }

  @Test
  void scoresThatAreNoneOrBreakAConstraintAreGaps() throws Exception {
    List<Iteration> iterations = List.of(
        iteration(0, 0, 5, 3),
        iteration(0, 1, NONE, 0),
        iteration(1, 0, -1.5e30f, 3),
        iteration(1, 1, 8, 3));
    XYChart chart = TracePictures.scores(iterations);
    assertThat(chart.getSeries("best").getYData()).containsExactly(5, Double.NaN, Double.NaN, 8);
    assertThat(chart.getSeries("best").getXData()).containsExactly(0, 0.5, 1, 1.5);
    Charts.save(chart, folder.resolve("gaps.png"));
    Charts.save(
        TracePictures.scores(List.of(iteration(0, 0, NONE, 0))), folder.resolve("none.png"));
    assertThat(folder.resolve("none.png")).isNotEmptyFile();
  }
}
