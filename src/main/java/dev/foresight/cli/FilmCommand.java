package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.compute.Check;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "film",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draws trials of a learning run side by side as an animated GIF.",
      "Thin lines are what the model expected of the next steps, a thick one is what happened. They are drawn"
          + " for trials whose model was kept: 2 to 5, 10, 20, 50, 100, and so on, and the last."
    },
    footer = {
      "",
      "Examples:",
      "  foresight demo --out learned",
      "  foresight film learned",
      "  foresight film learned --trials 1,2 --seconds 4 --out early.gif"
    })
final class FilmCommand implements Callable<Integer> {
  private static final int MOST = 4;
  private static final int DEFAULT = 3;

  @Parameters(paramLabel = "DIR", description = "A folder that demo or train left.")
  private Path folder;

  @Option(
      names = "--trials",
      paramLabel = "N",
      split = ",",
      description = "Trials to show, " + MOST + " at most. Default: the first, one in the middle"
          + " and the last.")
  private List<Integer> trials;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How much of each trial is shown; the file grows with it. Default:"
          + " ${DEFAULT-VALUE}.",
      defaultValue = "8")
  private double seconds;

  @Option(
      names = "--out",
      paramLabel = "FILE.gif",
      description = "The film. Default: film.gif in DIR.")
  private Path out;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path file = out == null ? folder.resolve("film.gif") : out;
    Check.that(
        file.toString().toLowerCase(Locale.ROOT).endsWith(".gif"),
        "--out is " + file + "; it must end in .gif");
    Check.that(
        seconds > 0 && Double.isFinite(seconds),
        "--seconds is " + seconds + "; it must be positive and finite");
    RunFiles run = RunFiles.read(folder);
    List<Integer> chosen = trials == null ? some(run.trials()) : trials;
    Check.that(
        chosen.size() <= MOST,
        "--trials names " + chosen.size() + " trials; " + MOST + " fit side by side at most");
    Film film = new Film(run.environment(), scenes(run, chosen), seconds, run.horizon());
    draw(film, file);
    PrintWriter to = spec.commandLine().getOut();
    to.println("trials " + chosen + " of " + run.environment() + ", " + film.frames() + " frames: "
        + file);
    to.flush();
    return 0;
  }

  private List<Scene> scenes(RunFiles run, List<Integer> chosen) throws IOException {
    Figure figure = Figures.of(run.environment());
    List<Scene> scenes = new ArrayList<>();
    for (int trial : chosen) {
      Take take = run.take(trial);
      Optional<Ensemble> model = take.planned() ? run.model(trial) : Optional.empty();
      if (take.planned() && model.isEmpty()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("trial " + trial + " is drawn without futures: its model was not kept");
        err.flush();
      }
      scenes.add(new Scene(take, figure, model, run.horizon()));
    }
    return scenes;
  }

  private static void draw(Film film, Path file) throws IOException {
    try {
      film.save(file);
    } catch (LinkageError | InternalError | NullPointerException e) {
      throw new IllegalStateException("no film: " + Charts.cannotDraw(e), e);
    }
  }

  /** The first, a kept one in the middle, and the last. */
  static List<Integer> some(List<Integer> all) {
    if (all.size() <= DEFAULT) {
      return all;
    }
    int last = all.get(all.size() - 1);
    List<Integer> between =
        all.subList(1, all.size() - 1).stream().filter(KeptModels::keeps).toList();
    List<Integer> middle = between.isEmpty() ? all.subList(1, 2) : between;
    return List.of(all.get(0), middle.get(middle.size() / 2), last);
  }
}
