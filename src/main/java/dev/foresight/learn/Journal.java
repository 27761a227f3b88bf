package dev.foresight.learn;

import dev.foresight.env.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a run has been through, in a file that grows by a record for each event. A record is its length, its
 * checksum and its content; one that was cut short by the end of the process is dropped when the file is
 * opened again. One process at a time.
 */
final class Journal implements AutoCloseable {
  /**
   * A step that was carried out.
   *
   * @param nanos spent planning it
   */
  record Taken(float[] action, Step outcome, long nanos) {}

  /**
   * An episode.
   *
   * @param first observation
   * @param steps so far, to be added to
   * @param end what it came to; null if it is not over
   */
  record Episode(int trial, float[] first, List<Taken> steps, Trial end) {}

  private static final String MAGIC = "foresight-journal 1";
  private static final int FRAME = 2 * Integer.BYTES;
  private static final int BEGIN = 1;
  private static final int STEP = 2;
  private static final int END = 3;

  private final Path path;
  private final RandomAccessFile file;
  private final int states;
  private final int actions;
  private final List<Episode> past = new ArrayList<>();

  private Journal(Path path, RandomAccessFile file, int states, int actions) {
    this.path = path;
    this.file = file;
    this.states = states;
    this.actions = actions;
  }

  /** What is written to a record. */
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /**
   * Begins a journal, or goes on with the one that is there.
   *
   * @param settings of the run, which must be those that the journal was begun with
   * @throws IllegalArgumentException if the file is another run's, is no journal, or is in use
   * @throws UncheckedIOException if it cannot be read or written
   */
  static Journal open(Path path, String settings, int states, int actions) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      try {
        lock(path, file);
        Journal journal = new Journal(path, file, states, actions);
        journal.read(settings);
        return journal;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the journal " + path + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void lock(Path path, RandomAccessFile file) throws IOException {
    try {
      FileLock lock = file.getChannel().tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalArgumentException(path + " is in use by another run of this process", e);
    }
    throw new IllegalArgumentException(
        path + " is in use by another process; end that one, or give another folder");
  }

  private void read(String settings) throws IOException {
    byte[] bytes = new byte[(int) file.length()];
    file.readFully(bytes);
    int at = 0;
    for (int end = end(bytes, at); end > 0; end = end(bytes, at)) {
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(bytes, at + FRAME, end - at - FRAME));
      if (at == 0) {
        check(in, settings);
      } else {
        read(in);
      }
      at = end;
    }
    if (at < bytes.length) {
      file.setLength(at);
    }
    if (at == 0) {
      append(out -> {
        out.writeUTF(MAGIC);
        out.writeUTF(settings);
      });
    }
  }

  /** The end of the record at {@code at}; 0 if there is no whole one. */
  private int end(byte[] bytes, int at) {
    if (bytes.length - at < FRAME) {
      return 0;
    }
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    int length = frame.getInt(at);
    int end = at + FRAME + length;
    if (length < 0 || end > bytes.length) {
      return 0;
    }
    if (checksum(bytes, at + FRAME, length) == frame.getInt(at + Integer.BYTES)) {
      return end;
    }
    if (end == bytes.length) {
      return 0;
    }
    throw new IllegalArgumentException(
        path + " is damaged at byte " + at + ", or no journal; move it away to begin anew");
  }

  private void check(DataInputStream in, String settings) throws IOException {
    String magic = in.readUTF();
    if (!magic.equals(MAGIC)) {
      throw new IllegalArgumentException(
          path + " is a " + magic + ", not a " + MAGIC + "; go on with the program that began it");
    }
    String begun = in.readUTF();
    if (!begun.equals(settings)) {
      throw new IllegalArgumentException(path + " was begun with other settings, " + begun
          + "; not with " + settings + "; give those, or another folder");
    }
  }

  private void read(DataInputStream in) throws IOException {
    switch (in.readByte()) {
      case BEGIN -> {
        int trial = in.readInt();
        past.add(new Episode(trial, floats(in, states), new ArrayList<>(), null));
      }
      case STEP -> {
        float[] action = floats(in, actions);
        float reward = in.readFloat();
        Step outcome = new Step(floats(in, states), reward, in.readBoolean(), in.readBoolean());
        past.get(past.size() - 1).steps().add(new Taken(action, outcome, in.readLong()));
      }
      case END -> {
        Episode open = past.remove(past.size() - 1);
        past.add(new Episode(open.trial(), open.first(), open.steps(), trial(in)));
      }
      default -> throw new IllegalArgumentException(path + " has a record of an unknown kind");
    }
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    Binary.read(in, values);
    return values;
  }

  private static Trial trial(DataInputStream in) throws IOException {
    int number = in.readInt();
    int steps = in.readInt();
    float ret = in.readFloat();
    double seconds = in.readDouble();
    boolean solved = in.readBoolean();
    Training training = in.readBoolean() ? Training.read(in) : null;
    return new Trial(number, steps, ret, training, seconds, solved);
  }

  /** The episodes so far, in order, the last one perhaps not over. */
  List<Episode> past() {
    return past;
  }

  /** An episode begins. */
  void begin(int trial, float[] first) {
    append(out -> {
      out.writeByte(BEGIN);
      out.writeInt(trial);
      Binary.write(out, first);
    });
  }

  /** A step of the present episode was carried out. */
  void step(Taken taken) {
    append(out -> {
      out.writeByte(STEP);
      Binary.write(out, taken.action());
      out.writeFloat(taken.outcome().reward());
      Binary.write(out, taken.outcome().observation());
      out.writeBoolean(taken.outcome().terminated());
      out.writeBoolean(taken.outcome().truncated());
      out.writeLong(taken.nanos());
    });
  }

  /** The present episode is over. */
  void end(Trial trial) {
    append(out -> {
      out.writeByte(END);
      out.writeInt(trial.trial());
      out.writeInt(trial.steps());
      out.writeFloat(trial.ret());
      out.writeDouble(trial.planSeconds());
      out.writeBoolean(trial.solved());
      out.writeBoolean(trial.training() != null);
      if (trial.training() != null) {
        trial.training().writeTo(out);
      }
    });
  }

  private void append(Content content) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.writeTo(new DataOutputStream(bytes));
      byte[] body = bytes.toByteArray();
      ByteBuffer record = ByteBuffer.allocate(FRAME + body.length);
      record.putInt(body.length).putInt(checksum(body, 0, body.length)).put(body);
      file.write(record.array());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the journal " + path + " cannot be written: " + e.getMessage()
              + "; make room, then go on with the same folder",
          e);
    }
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal " + path + " cannot be closed", e);
    }
  }
}
