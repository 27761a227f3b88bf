package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class CurvesTest {
  private static final String RUN = "{\"study\":\"%s\",\"environment\":\"e\",\"seed\":%d,"
      + "\"steps\":[10,10],\"returns\":[%d,%d]}\n";

  @TempDir
  private Path folder;

  @Test
  void drawsThePictureOfAnEnvironment() throws Exception {
    Path runs = folder.resolve("runs.jsonl");
    Files.writeString(runs, RUN.formatted("a", 1, 1, 2) + RUN.formatted("b", 1, 3, 4));
    Path out = folder.resolve("e.png");
    Cli cli = Cli.run("curves", runs.toString(), "--environment", "e", "--out", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(ImageIO.read(out.toFile()).getWidth()).isEqualTo(1000);
  }

  @Test
  void ofARunThatWasMadeAgainTheLastCounts() throws Exception {
    Path again = folder.resolve("again.jsonl");
    Files.writeString(again, RUN.formatted("a", 1, 7, 9) + RUN.formatted("a", 1, 1, 2));
    Path once = folder.resolve("once.jsonl");
    Files.writeString(once, RUN.formatted("a", 1, 1, 2));
    assertThat(drawn(again)).isEqualTo(drawn(once));
  }

  private byte[] drawn(Path runs) throws Exception {
    Path out = folder.resolve("drawn.png");
    Cli.run("curves", runs.toString(), "--environment", "e", "--out", out.toString());
    return Files.readAllBytes(out);
  }

  @Test
  void aLineIsTheMeanOfItsSeedsAgainstAllStepsSoFar() {
    Curve first = Curve.of(new double[] {10, 20, 5}, new double[] {1, 2, 3});
    Curve second = Curve.of(new double[] {10, 20}, new double[] {3, 6});
    XYChart chart = Curve.chart("t", Map.of("a", List.of(first, second)));
    assertThat(chart.getSeries("a (2 seeds)").getXData()).containsExactly(10, 30);
    assertThat(chart.getSeries("a (2 seeds)").getYData()).containsExactly(2, 4);
    assertThat(chart.getSeries("a low").getYData())
        .containsExactly(2 - Math.sqrt(2), 4 - Math.sqrt(8));
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    Path runs = folder.resolve("runs.jsonl");
    Files.writeString(runs, RUN.formatted("a", 1, 1, 2));
    Cli other = Cli.run("curves", runs.toString(), "--environment", "x", "--out", "x.png");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--environment is x", runs.toString());
    String none = "curves " + runs + " --environment e --studies b,c --out x.png";
    assertThat(Cli.run(none.split(" ")).err()).contains("no run of the studies b, c");
    Files.writeString(runs, "{\"study\":\"a\"}\n");
    Cli broken = Cli.run("curves", runs.toString(), "--environment", "e", "--out", "x.png");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("without \"environment\"");
  }
}
