package dev.foresight;

import dev.foresight.compute.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A safetensors file: the length of the header (64 bits, little-endian), the header in JSON, and the
 * tensors' values one after the other.
 *
 * @param metadata texts by name
 * @param tensors tensors by name
 */
record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int CHUNK = 1 << 13;

  /** An array of numbers, last dimension fastest. */
  record Tensor(int[] shape, float[] values) {}

  /**
   * Reads a file. Memory is taken only for what the file is known to hold.
   *
   * @throws IllegalArgumentException if the file is not well-formed or a value is not finite
   */
  static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel, readHeader(channel));
    }
  }

  /** Reads the texts in a file's header, and checks the rest of the header. */
  static Map<String, String> readMetadata(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return readHeader(channel).metadata();
    }
  }

  private static SafetensorsHeader readHeader(FileChannel channel) throws IOException {
    long size = channel.size();
    Check.that(size >= 8, "the file has " + size + " bytes; a model file has more: write it again");
    long length = fill(channel, ByteBuffer.allocate(8)).getLong();
    Check.that(
        length >= 2 && length <= Math.min(LONGEST_HEADER, size - 8),
        "the header's length is given as " + Long.toUnsignedString(length)
            + " bytes; the file has "
            + size + " and a header at most " + LONGEST_HEADER
            + ": this is no safetensors file or "
            + "a damaged one");
    ByteBuffer header = fill(channel, ByteBuffer.allocate((int) length));
    Check.that(header.get(0) == '{', "the header does not begin with '{': it is damaged");
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the header is not UTF-8 text: it is damaged", e);
    }
    return SafetensorsHeader.parse(text, size - 8 - length);
  }

  private static Safetensors read(FileChannel channel, SafetensorsHeader header)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    Map<String, Tensor> tensors = new TreeMap<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      float[] values = new float[entry.count()];
      for (int at = 0; at < values.length; ) {
        int count = Math.min(values.length - at, CHUNK / entry.type().width);
        fill(channel, chunk.clear().limit(count * entry.type().width));
        for (int end = at + count; at < end; at++) {
          values[at] = entry.type().next(chunk);
        }
      }
      Check.finite("tensor " + Json.shorten(entry.name()), values);
      tensors.put(entry.name(), new Tensor(entry.shape(), values));
    }
    return new Safetensors(header.metadata(), tensors);
  }

  private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      Check.that(channel.read(buffer) >= 0, "the file became shorter while it was read");
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Writes a file: the same bytes for the same content, whole or not at all.
   *
   * @throws IllegalArgumentException if there is more metadata than could be read again
   */
  void write(Path file) throws IOException {
    String text = SafetensorsHeader.print(metadata, tensors);
    Check.that(
        text.length() <= LONGEST_HEADER,
        "the header has " + text.length() + " characters; the most is " + LONGEST_HEADER
            + ": use shorter formulas");
    ByteBuffer header = ByteBuffer.allocate(8 + text.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length());
    header.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
    AtomicFile.write(file, channel -> {
      drain(header, channel);
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      for (Tensor tensor : new TreeMap<>(tensors).values()) {
        int count;
        for (int at = 0; at < tensor.values.length; at += count) {
          count = Math.min(tensor.values.length - at, CHUNK / 4);
          chunk.clear().limit(4 * count);
          chunk.asFloatBuffer().put(tensor.values, at, count);
          drain(chunk, channel);
        }
      }
    });
  }

  private static void drain(ByteBuffer bytes, FileChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
