package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

class SpeedPicturesTest {
  private static final Path SUITE = Path.of("src", "test", "resources", "suite");

  @ParameterizedTest
  @ValueSource(strings = {"rollout", "plans", "scaling", "deadline"})
  void theCommandDrawsEveryPicture(String name, @TempDir Path folder) throws Exception {
    Cli cli = Cli.run("bench", "--pictures", SUITE.toString(), "--out", folder.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    Path picture = folder.resolve("speed-" + name + ".png");
    assertThat(cli.err()).contains(picture.toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1000);
  }

  @Test
  void ratesAreTheMostThatEachReached() throws Exception {
    CategoryChart chart = SpeedPictures.rollout(SpeedResults.read(SUITE).rates());
    assertThat(chart.getSeries("2 threads").getXData().toArray())
        .containsExactly(
            "measured peak",
            "OpenBLAS, products alone",
            "PyTorch",
            "Foresight, Vector API",
            "Foresight, plain Java");
    assertThat(chart.getSeries("2 threads").getYData())
        .containsExactly(240.0, 150.0, 90.0, 180.0, 36.0);
    assertThat(chart.getSeries("1 thread").getYData())
        .containsExactly(125.0, Double.NaN, 70.0, 100.0, 20.0);
  }

  @Test
  void plansStandBesideTheBestOfPyTorch() throws Exception {
    CategoryChart chart = SpeedPictures.plans(SpeedResults.read(SUITE).plans());
    List<Object> names = List.copyOf(chart.getSeries("Foresight").getXData());
    int cheetah = names.indexOf("pets-halfcheetah");
    assertThat(chart.getSeries("Foresight").getYData()[cheetah]).isEqualTo(2200.0);
    assertThat(chart.getSeries("PyTorch, its best way").getYData()[cheetah]).isEqualTo(4400.0);
    assertThat(names).containsExactly("pets-halfcheetah", "demo-cartpole");
  }

  @Test
  void sizesAndDeadlinesAreLines() throws Exception {
    SpeedResults results = SpeedResults.read(SUITE);
    XYChart scaling = SpeedPictures.scaling(results.scaling());
    assertThat(scaling.getSeries("plans N").getXData()).containsExactly(1, 128, 4096);
    assertThat(scaling.getSeries("problems B").getYData()).containsExactly(2, 8000);
    XYChart deadlines = SpeedPictures.deadlines(results.deadlines());
    assertThat(deadlines.getSeries("every core busy").getYData())
        .containsExactly(9.5, 9.7, 9.9, 14, 22);
  }

  @Test
  void olderResultsHaveThePictureTheyCanHave(@TempDir Path folder) throws Exception {
    Path older = Path.of("benchmarks", "results", "2026-11-22");
    assertThat(SpeedPictures.draw(SpeedResults.read(older), folder))
        .containsExactly(folder.resolve("speed-rollout.png"));
    assertThat(Files.exists(folder.resolve("speed-plans.png"))).isFalse();
  }
}
