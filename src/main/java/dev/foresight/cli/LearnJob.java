package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.ModelFile;
import dev.foresight.env.Environment;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.PetsLoop;
import dev.foresight.learn.PetsResult;
import dev.foresight.learn.Training;
import dev.foresight.learn.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Learns an environment and leaves a folder: the model, the log, the pictures. */
final class LearnJob {
  /**
   * What came of it.
   *
   * @param model the model's file, or null if nothing was trained
   * @param interrupted whether it was told to stop
   */
  record Outcome(
      boolean solved, List<Trial> trials, double seconds, Path model, boolean interrupted) {}

  private final Environment env;
  private final PetsConfig config;
  private final Path folder;
  private final PrintWriter err;
  private final Recorder recorder = new Recorder();
  private volatile Path model;

  LearnJob(Environment env, PetsConfig config, Path folder, PrintWriter err) {
    this.env = env;
    this.config = config;
    this.folder = folder;
    this.err = err;
  }

  /** Runs to the end, or until the process is told to stop; the files are complete either way. */
  Outcome run(List<PetsListener> listeners) throws IOException {
    long start = System.nanoTime();
    Files.createDirectories(folder);
    try (RunLog log = new RunLog(folder.resolve("log.jsonl"))) {
      log.begin(env, config);
      PetsListener saver = new PetsListener() {
        @Override
        public void trained(int trial, Training training, Ensemble ensemble) {
          save(ensemble);
        }
      };
      List<PetsListener> own = List.of(log, recorder, saver, new Listeners(listeners));
      PetsLoop loop = new PetsLoop(env, config, new Listeners(own));
      try (Interrupt interrupt = new Interrupt(loop::stop)) {
        PetsResult result = loop.run();
        log.end(result.solved(), interrupt.raised());
        draw();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(result.solved(), result.trials(), seconds, model, interrupt.raised());
      }
    }
  }

  private void save(Ensemble ensemble) {
    Path file = folder.resolve("model.safetensors");
    try {
      new ModelFile(ensemble, Optional.of(env.task())).save(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be saved: " + e.getMessage(), e);
    }
    model = file;
  }

  /** Pictures are a help: where there are no fonts to draw with, the rest counts all the same. */
  private void draw() throws IOException {
    try {
      Signals signals = Signals.of(env);
      if (!recorder.trials().isEmpty()) {
        save(
            Pictures.learningCurve(env.task().name(), recorder.trials(), config.solvedReturn()),
            "learning-curve.png");
      }
      if (recorder.lastPlanned().isPresent()) {
        Episode last = recorder.lastPlanned().get();
        save(Pictures.lastTrial(last, signals, config.planner().horizon()), "last-trial.png");
        save(Pictures.modelError(last, signals), "model-error.png");
      }
    } catch (LinkageError | InternalError | NullPointerException e) {
      err.println("no pictures: this Java cannot draw text here (" + e
          + "); install fontconfig and a font, such as Debian's fontconfig");
    }
  }

  private void save(org.knowm.xchart.XYChart chart, String name) throws IOException {
    Charts.save(chart, folder.resolve(name));
  }
}
