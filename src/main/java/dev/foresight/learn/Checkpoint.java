package dev.foresight.learn;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * What a run has learned, in a file that is always whole: it is written beside, with a checksum at its
 * end, forced to the disk and moved into place.
 */
final class Checkpoint {
  private static final String MAGIC = "foresight-checkpoint 2";

  private final Path path;

  Checkpoint(Path path) {
    this.path = path;
  }

  /** What is written to the file. */
  interface Content {
    void writeTo(DataOutput out) throws IOException;
  }

  /** What reads it again, in the same order. */
  interface Reader {
    void readFrom(DataInput in) throws IOException;
  }

  /**
   * Takes the place of what was written before.
   *
   * @throws UncheckedIOException if that fails; the file is then as it was
   */
  void save(Content content) {
    Path aside = path.resolveSibling(path.getFileName() + ".part");
    try {
      write(aside, content);
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoint " + path + " cannot be written: " + e.getMessage()
              + "; make room, then go on with the same folder (the one before is still there)",
          e);
    }
  }

  /** Leaves nothing behind where it fails: room may be short. */
  private static void write(Path aside, Content content) throws IOException {
    boolean done = false;
    try {
      try (FileOutputStream file = new FileOutputStream(aside.toFile())) {
        CheckedOutputStream checked =
            new CheckedOutputStream(new BufferedOutputStream(file, 1 << 16), new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeUTF(MAGIC);
        content.writeTo(out);
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
        file.getFD().sync();
      }
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(aside);
      }
    }
  }

  /**
   * Reads what was saved, if anything was.
   *
   * @throws IllegalArgumentException if the file is no checkpoint, or damaged
   */
  void load(Reader reader) {
    if (!Files.exists(path)) {
      return;
    }
    try (CheckedInputStream checked = new CheckedInputStream(
        new BufferedInputStream(Files.newInputStream(path), 1 << 16), new CRC32())) {
      DataInputStream in = new DataInputStream(checked);
      String magic = in.readUTF();
      if (!magic.equals(MAGIC)) {
        throw new IllegalArgumentException(
            path + " is a " + magic + ", not a " + MAGIC
                + "; go on with the program that wrote it, or move it away, and the last model is trained anew");
      }
      reader.readFrom(in);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw new IOException("its checksum is wrong");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          path + " cannot be read: " + e.getMessage()
              + "; move it away, and the last model is trained anew from the journal",
          e);
    }
  }
}
