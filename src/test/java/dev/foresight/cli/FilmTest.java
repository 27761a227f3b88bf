package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.ModelFile;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmTest {
  private static final int STEPS = 30;

  private final Environment env = Environments.named("cartpole");

  @TempDir
  private Path folder;

  /** A random trial, two planned ones, and the model of the first of those. */
  @BeforeEach
  void run() throws Exception {
    log(new Json().with("event", "begin").with("environment", "cartpole").with("horizon", 10));
    trial(1, STEPS, false);
    trial(2, STEPS, true);
    trial(3, 10, true);
    new ModelFile(Examples.ensemble(env), Optional.empty())
        .save(folder.resolve("model-trial-2.safetensors"));
  }

  private void trial(int trial, int steps, boolean planned) throws Exception {
    float[] state = env.reset(trial);
    for (int step = 1; step <= steps; step++) {
      Step outcome = env.step(new float[] {0.5f});
      step(trial, step, state, planned, step);
      state = outcome.observation();
    }
  }

  private void step(int trial, int step, float[] state, boolean planned, float ret)
      throws Exception {
    Json line = new Json()
        .with("event", "step")
        .with("trial", trial)
        .with("step", step)
        .with("state", state)
        .with("action", new float[] {0.5f})
        .with("return", ret);
    log(planned ? line.with("score", 0) : line);
  }

  private void log(Json line) throws Exception {
    Files.writeString(
        folder.resolve("log.jsonl"),
        line.line() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void aFilmIsAnAnimationThatRepeats() throws Exception {
    Cli cli = Cli.run("film", folder.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("trials [1, 2, 3] of cartpole, 30 frames");
    assertThat(cli.err()).contains("trial 3 is drawn without futures").doesNotContain("trial 2");
    assertThat(folder.resolve("film.gif.part")).doesNotExist();
    Read gif = read(folder.resolve("film.gif"));
    assertThat(gif.frames).hasSize(STEPS);
    assertThat(gif.frames.get(0).getWidth()).isEqualTo(FilmPainter.WIDTH);
    assertThat(gif.frames.get(0).getHeight()).isEqualTo(FilmPainter.HEIGHT);
    assertThat(gif.delays.subList(0, STEPS - 1)).containsOnly(4);
    assertThat(gif.delays.get(STEPS - 1)).isEqualTo(200);
    assertThat(gif.repeats).isTrue();
    assertThat(Files.size(folder.resolve("film.gif"))).isLessThan(300_000);
  }

  /** Frames keep what did not change, so what is read is put together as a viewer does. */
  @Test
  void itsFramesAreWhatWasDrawn() throws Exception {
    Path file = folder.resolve("other.gif");
    Cli cli = Cli.run(
        "film", folder.toString(), "--trials", "2", "--seconds", "0.4", "--out", file.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    Read gif = read(file);
    assertThat(gif.frames).hasSize(10);
    BufferedImage shown =
        new BufferedImage(FilmPainter.WIDTH, FilmPainter.HEIGHT, BufferedImage.TYPE_INT_RGB);
    int before = 0;
    for (int f = 0; f < gif.frames.size(); f++) {
      shown.createGraphics().drawImage(gif.frames.get(f), gif.left.get(f), gif.top.get(f), null);
      int now = sum(shown);
      assertThat(now).as("frame %d", f).isNotEqualTo(before);
      before = now;
    }
    RunFiles run = RunFiles.read(folder);
    Figure figure = Figures.of("cartpole");
    Scene scene = new Scene(run.take(2), figure, run.model(2), run.horizon());
    BufferedImage drawn = new FilmPainter("cartpole", List.of(scene), 10, run.horizon()).frame(9);
    int far = 0;
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        far += distance(drawn.getRGB(x, y), shown.getRGB(x, y)) > 40 ? 1 : 0;
      }
    }
    assertThat(far).isLessThan(drawn.getWidth() * drawn.getHeight() / 500);
  }

  @Test
  void futuresBeginAnewEveryHorizonWhereTheFigureIs() throws Exception {
    RunFiles run = RunFiles.read(folder);
    Scene scene = new Scene(run.take(2), Figures.of("cartpole"), run.model(2), run.horizon());
    double[][][] fan = scene.fan(15);
    assertThat(fan).hasNumberOfRows(Scene.FUTURES);
    double[] start = scene.figure().point(run.take(2).steps().get(10).state());
    for (double[][] future : fan) {
      assertThat(future).hasNumberOfRows(11);
      assertThat(future[0]).isEqualTo(start);
    }
    assertThat(fan[0][10]).isNotEqualTo(fan[1][10]);
    assertThat(scene.since(15)).hasNumberOfRows(6);
    assertThat(scene.since(15)[0]).isEqualTo(start);
    Scene random = new Scene(run.take(1), scene.figure(), Optional.empty(), run.horizon());
    assertThat(random.fan(15)).isEmpty();
    assertThat(random.imagines()).isFalse();
  }

  @Test
  void aRunThatWentOnCountsOnce() throws Exception {
    Files.writeString(folder.resolve("log.jsonl"), "{\"event\":\"st\n", StandardOpenOption.APPEND);
    log(new Json().with("event", "resumed").with("trial", 3).with("step", 5));
    float[] state = {1, 2, 3, 4};
    step(3, 6, state, true, 7);
    step(3, 7, state, true, 8);
    Take take = RunFiles.read(folder).take(3);
    assertThat(take.steps()).hasSize(7);
    assertThat(take.steps().get(5).state()).isEqualTo(state);
    assertThat(take.steps().get(6).ret()).isEqualTo(8);
    assertThat(take.before()).isEqualTo(2 * STEPS);
    assertThat(take.planned()).isTrue();
  }

  @Test
  void trialsAreChosenWithModelsWherePossible() {
    assertThat(FilmCommand.some(List.of(1, 2))).containsExactly(1, 2);
    assertThat(FilmCommand.some(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).containsExactly(1, 4, 10);
    assertThat(FilmCommand.some(List.of(6, 7, 8, 9))).containsExactly(6, 7, 9);
    assertThat(KeptModels.keeps(5)).isTrue();
    assertThat(KeptModels.keeps(6)).isFalse();
    assertThat(KeptModels.keeps(200)).isTrue();
    assertThat(KeptModels.keeps(300)).isFalse();
  }

  @Test
  void badInputIsNamed() throws Exception {
    fails("--trials names 7", folder.toString(), "--trials", "1,7");
    fails("[1, 2, 3]", folder.toString(), "--trials", "0");
    fails("4 fit side by side", folder.toString(), "--trials", "1,2,3,1,2");
    fails("must end in .gif", folder.toString(), "--out", "film.png");
    fails("--seconds is -1", folder.toString(), "--seconds", "-1");
    fails("nowhere has no log.jsonl", folder.resolve("nowhere").toString());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve("log.jsonl"), "{\"event\":\"begin\",\"environment\":\"x\"}\n");
    fails("has no steps", empty.toString());
  }

  private static void fails(String why, String... args) {
    List<String> all = new ArrayList<>(List.of("film"));
    all.addAll(List.of(args));
    Cli cli = Cli.run(all.toArray(String[]::new));
    assertThat(cli.code()).as(cli.out()).isEqualTo(2);
    assertThat(cli.err()).contains(why);
  }

  private static int sum(BufferedImage image) {
    return Arrays.hashCode(
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
  }

  private static int distance(int a, int b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 255) - (b >> shift & 255)));
    }
    return most;
  }

  /** A GIF as it is in the file: parts of frames, where they lie, and how long they are shown. */
  private static final class Read {
    private final List<BufferedImage> frames = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> top = new ArrayList<>();
    private final List<Integer> delays = new ArrayList<>();
    private boolean repeats;
  }

  private static Read read(Path file) throws Exception {
    Read read = new Read();
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      for (int f = 0; f < reader.getNumImages(true); f++) {
        read.frames.add(reader.read(f));
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(f).getAsTree("javax_imageio_gif_image_1.0");
        read.left.add(number(root, "ImageDescriptor", "imageLeftPosition"));
        read.top.add(number(root, "ImageDescriptor", "imageTopPosition"));
        read.delays.add(number(root, "GraphicControlExtension", "delayTime"));
        if (f == 0 && root.getElementsByTagName("ApplicationExtension").getLength() == 1) {
          IIOMetadataNode loop = (IIOMetadataNode)
              root.getElementsByTagName("ApplicationExtension").item(0);
          byte[] content = (byte[]) loop.getUserObject();
          read.repeats = loop.getAttribute("applicationID").equals("NETSCAPE")
              && content[1] == 0
              && content[2] == 0;
        }
      }
    } finally {
      reader.dispose();
    }
    return read;
  }

  private static int number(IIOMetadataNode root, String node, String attribute) {
    IIOMetadataNode found = (IIOMetadataNode) root.getElementsByTagName(node).item(0);
    return Integer.parseInt(found.getAttribute(attribute));
  }
}
