package dev.foresight.cli;

import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.ModelFile;
import dev.foresight.ScalarEnsemble;
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
import org.knowm.xchart.XYChart;

/** Learns an environment and leaves a folder: the model, the log, the pictures. */
final class LearnJob implements AutoCloseable {
  /**
   * What came of it.
   *
   * @param latency how long plans took
   * @param model the model's file, or null if nothing was trained
   * @param value the terminal value's file, or null if none was trained
   * @param stopped whether it was told to stop
   */
  record Outcome(
      boolean solved,
      List<Trial> trials,
      double seconds,
      Latency latency,
      Path model,
      Path value,
      boolean stopped) {}

  private final Environment env;
  private final PetsConfig config;
  private final Device device;
  private final Path folder;
  private final PrintWriter err;
  private final Recorder recorder = new Recorder();
  private final RunLog log;
  private final PetsLoop loop;
  private volatile boolean stopped;
  private Path model;
  private Path value;

  /** Creates the folder and its log. */
  LearnJob(
      Environment env,
      PetsConfig config,
      Device device,
      Device training,
      Path folder,
      List<PetsListener> shown,
      PrintWriter err)
      throws IOException {
    this.env = env;
    this.config = config;
    this.device = device;
    this.folder = folder;
    this.err = err;
    Files.createDirectories(folder);
    log = new RunLog(folder.resolve(RunLog.NAME));
    PetsListener saver = new PetsListener() {
      @Override
      public void trained(int trial, Training training, Ensemble ensemble) {
        Writer writer = new ModelFile(ensemble, Optional.of(env.task()))::save;
        if (KeptModels.keeps(trial)) {
          save(KeptModels.name(trial), writer);
        }
        model = save("model", writer);
      }

      @Override
      public void valueTrained(int trial, Training training, ScalarEnsemble trained) {
        value = save("value", trained::save);
      }
    };
    PetsListener all = new Listeners(List.of(log, recorder, saver, new Listeners(shown)));
    loop = new PetsLoop(env, config, all, device, training).keptIn(folder);
  }

  /** Runs to the end, or until it is told to stop; the files are complete either way. */
  Outcome run() throws IOException {
    long start = System.nanoTime();
    log.begin(env, config, device);
    try {
      PetsResult result = loop.run();
      log.end(result.solved(), stopped, recorder.latency());
      draw();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Outcome(
          result.solved(), result.trials(), seconds, recorder.latency(), model, value, stopped);
    } catch (RuntimeException e) {
      log.failed(e);
      throw e;
    }
  }

  /** Ends the run after the present step or epoch; from any thread. */
  void stop() {
    stopped = true;
    loop.stop();
  }

  /** What writes a model to a file. */
  private interface Writer {
    void write(Path file) throws IOException;
  }

  private Path save(String name, Writer writer) {
    Path file = folder.resolve(name + ".safetensors");
    try {
      writer.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the " + name + " " + file + " cannot be saved: " + e.getMessage()
              + "; make room, then go on with the same folder",
          e);
    }
    return file;
  }

  /** Pictures are a help: where Java finds no fonts to draw with, the rest counts all the same. */
  private void draw() throws IOException {
    try {
      if (!recorder.trials().isEmpty()) {
        save(
            Pictures.learningCurve(env.task().name(), recorder.trials(), config.solvedReturn()),
            "learning-curve.png");
      }
      if (recorder.lastPlanned().isPresent()) {
        Signals signals = Signals.of(env);
        Episode last = recorder.lastPlanned().get();
        save(Pictures.lastTrial(last, signals, config.planner().horizon()), "last-trial.png");
        save(Pictures.modelError(last, signals), "model-error.png");
        save(TracePictures.latency(recorder.latency()), "latency.png");
      }
    } catch (LinkageError | InternalError | NullPointerException e) {
      err.println("no pictures: " + Charts.cannotDraw(e));
    }
  }

  private void save(XYChart chart, String name) throws IOException {
    Charts.save(chart, folder.resolve(name));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
