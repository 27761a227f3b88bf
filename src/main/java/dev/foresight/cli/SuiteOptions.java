package dev.foresight.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code bench} does with the benchmarks of a checkout, instead of measuring by itself. */
final class SuiteOptions {
  @Option(
      names = "--suite",
      description =
          "Runs the whole suite, the peers beside it, and draws its pictures: thirty to fifty minutes."
              + " Needs a checkout and Maven.")
  private boolean suite;

  @Option(
      names = "--check",
      description =
          "Compares speeds, as ratios to baselines of the same run, with the committed ones, in two or"
              + " three minutes; fails where 15 %% are lost. Needs a checkout and Maven.")
  private boolean check;

  @Option(
      names = "--quick",
      description = "Of --suite or --check: a moment for each, which shows that it works.")
  private boolean quick;

  @Option(
      names = "--update",
      description = "Of --check: writes what is measured as what is to be held from now on.")
  private boolean update;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Draws the pictures of what --suite left in DIR.")
  private Path pictures;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where --suite puts results and pictures (default: benchmarks/results/<date> of the checkout),"
              + " or --pictures the pictures (default: the same DIR).")
  private Path out;

  /** Whether one of these is asked for. */
  boolean any() {
    int ways = (suite ? 1 : 0) + (check ? 1 : 0) + (pictures != null ? 1 : 0);
    require(ways <= 1, "--suite, --check and --pictures are three things to do; give one of them");
    require(!quick || suite || check, "--quick is for --suite or --check; give one of them");
    require(!update || check, "--update is for --check; give it, too");
    require(
        out == null || suite || pictures != null,
        "--out is for --suite or --pictures; give one of them");
    return ways > 0;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Does it, and gives the exit code. */
  int run(PrintWriter err) throws IOException, InterruptedException {
    if (pictures != null) {
      draw(pictures, out == null ? pictures : out, err);
      return 0;
    }
    List<String> arguments = new ArrayList<>();
    if (quick) {
      arguments.add("--quick");
    }
    if (check) {
      if (update) {
        arguments.add("--update");
      }
      return Checkout.required("--check").run("benchmarks/check", arguments);
    }
    Checkout checkout = Checkout.required("--suite");
    Path dated = checkout.root().resolve("benchmarks/results/" + LocalDate.now());
    Path folder = out == null ? dated : out.toAbsolutePath();
    arguments.add(folder.toString());
    int code = checkout.run("benchmarks/run", arguments);
    if (code == 0) {
      draw(folder, folder, err);
    }
    return code;
  }

  private static void draw(Path results, Path out, PrintWriter err) throws IOException {
    for (Path picture : SpeedPictures.draw(SpeedResults.read(results), out)) {
      err.println("drawn: " + picture);
    }
    err.flush();
  }
}
