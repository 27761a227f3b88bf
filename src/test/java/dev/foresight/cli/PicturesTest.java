package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.learn.Training;
import dev.foresight.learn.Trial;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class PicturesTest {
  private static final Training TRAINING = new Training(9, 8, 180, 20, -2f, -1.8f, 0.01f, 0.5);

  private final Environment env = Environments.named("cartpole");
  private final Signals signals = Signals.of(env);

  @TempDir
  private Path folder;

  @Test
  void theLearningCurveShowsEveryTrialAndTheGoal() throws Exception {
    List<Trial> trials = List.of(
        new Trial(1, 200, 3.5f, null, 0, false),
        new Trial(2, 200, 41f, TRAINING, 4, false),
        new Trial(3, 200, 98f, TRAINING, 4, false),
        new Trial(4, 200, 171f, TRAINING, 4, true));
    XYChart chart = Pictures.learningCurve("cartpole", trials, 150);
    assertThat(chart.getSeries("planned through the model").getYData())
        .containsExactly(3.5, 41, 98, 171);
    assertThat(chart.getSeries("random actions").getXData()).containsExactly(1);
    assertThat(chart.getSeries("solved").getYData()).containsExactly(150, 150);
    assertThat(colours(chart, "learning-curve.png")).hasSizeGreaterThan(10);
  }

  @Test
  void oneRandomTrialIsEnoughForALearningCurve() throws Exception {
    List<Trial> trials = List.of(new Trial(1, 200, 3.5f, null, 0, false));
    assertThat(colours(Pictures.learningCurve("cartpole", trials, 150), "one.png"))
        .hasSizeGreaterThan(10);
  }

  @Test
  void theLastTrialShowsTheAngleAndAFanFromSeveralMoments() throws Exception {
    XYChart chart = Pictures.lastTrial(Examples.episode(env, 120), signals, 25);
    assertThat(chart.getSeries("what happened").getYData()).hasSize(121);
    double[] fan = chart.getSeries("futures expected 25 steps ahead").getYData();
    assertThat(fan).hasSizeGreaterThan(8 * 20 * 15);
    assertThat(colours(chart, "last-trial.png")).hasSizeGreaterThan(10);
  }

  @Test
  void theModelErrorShowsEveryTransitionOfEveryStateElement() throws Exception {
    XYChart chart = Pictures.modelError(Examples.episode(env, 120), signals);
    assertThat(chart.getSeries("angle (rad)").getXData()).hasSize(120);
    assertThat(chart.getSeriesCollection()).hasSize(5);
    assertThat(colours(chart, "model-error.png")).hasSizeGreaterThan(10);
  }

  @Test
  void futuresBeginWhereTheEpisodeWasAndSpread() {
    Episode episode = Examples.episode(env, 30);
    float[][][] futures = Futures.of(episode, 20, 25, 6, 1);
    assertThat(futures).hasNumberOfRows(6);
    for (float[][] future : futures) {
      assertThat(future).hasNumberOfRows(11);
      assertThat(future[0]).isEqualTo(episode.transitions().get(20).state());
    }
    assertThat(futures[0][10]).isNotEqualTo(futures[1][10]);
    assertThat(Futures.of(episode, 20, 25, 6, 1)).isDeepEqualTo(futures);
  }

  @Test
  void everyEnvironmentHasANameForEachElement() {
    for (String name : Environments.written()) {
      Environment each = Environments.named(name);
      assertThat(Signals.of(each).names()).hasSize(each.stateSize());
    }
  }

  /** The colours of the picture that is saved. */
  private Set<Integer> colours(XYChart chart, String name) throws Exception {
    Path file = folder.resolve(name);
    Charts.save(chart, file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(Files.list(folder)).containsExactly(file);
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }
}
