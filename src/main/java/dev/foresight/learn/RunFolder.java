package dev.foresight.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run leaves behind while it lasts, if it is to survive the end of its process. */
interface RunFolder extends AutoCloseable {
  String JOURNAL = "journal.bin";
  String CHECKPOINT = "checkpoint.bin";

  /** The episodes so far, in order, the last one perhaps not over. */
  List<Journal.Episode> past();

  void begin(int trial, float[] first);

  void step(Journal.Taken taken);

  void end(Trial trial);

  void save(Checkpoint.Content content);

  void load(Checkpoint.Reader reader);

  @Override
  void close();

  /** One that keeps nothing. */
  static RunFolder none() {
    return new RunFolder() {
      @Override
      public List<Journal.Episode> past() {
        return List.of();
      }

      @Override
      public void begin(int trial, float[] first) {}

      @Override
      public void step(Journal.Taken taken) {}

      @Override
      public void end(Trial trial) {}

      @Override
      public void save(Checkpoint.Content content) {}

      @Override
      public void load(Checkpoint.Reader reader) {}

      @Override
      public void close() {}
    };
  }

  /** A folder on disk, which is created if there is none; see {@link Journal#open}. */
  static RunFolder at(Path folder, String settings, int states, int actions) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be created", e);
    }
    Journal journal = Journal.open(folder.resolve(JOURNAL), settings, states, actions);
    Checkpoint checkpoint = new Checkpoint(folder.resolve(CHECKPOINT));
    return new RunFolder() {
      @Override
      public List<Journal.Episode> past() {
        return journal.past();
      }

      @Override
      public void begin(int trial, float[] first) {
        journal.begin(trial, first);
      }

      @Override
      public void step(Journal.Taken taken) {
        journal.step(taken);
      }

      @Override
      public void end(Trial trial) {
        journal.end(trial);
      }

      @Override
      public void save(Checkpoint.Content content) {
        checkpoint.save(content);
      }

      @Override
      public void load(Checkpoint.Reader reader) {
        checkpoint.load(reader);
      }

      @Override
      public void close() {
        journal.close();
      }
    };
  }
}
