package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged model files end in the documented exception, and cost little memory. */
class ModelFilesFuzzTest {
  private static final int FILES = 3000;
  private static final long MOST_BYTES = 1 << 18;
  private static final String[] LIES = {
    "0", "-1", "1", "3", "4294967296", "999999999999999999", "1e9", "[]", "{}", "null", "\"\"",
    "\"F64\"", "\"I8\"", "9999999", "state(", "state(0)", ";", ",", "\\u0000", "\"", "[[[[",
        "{\"a\":"
  };

  @TempDir
  Path folder;

  @Test
  void onlyTheDocumentedExceptionComesOutAndMemoryStaysBounded() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFilesTest.model(new Random(1)).save(file);
    byte[] good = Files.readAllBytes(file);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(2026);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      overwrite(file, mutate(good, random));
      String problem =
          problem(file); // once before measuring, so that loading classes does not count
      long before = threads.getCurrentThreadAllocatedBytes();
      String again = problem(file);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated for file " + i).isLessThan(MOST_BYTES);
      assertThat(again).isEqualTo(problem).hasSizeLessThan(5000);
      refused += problem.isEmpty() ? 0 : 1;
    }
    assertThat(refused).as("files refused").isBetween(FILES / 2, FILES - 1);
  }

  /** In place, which is many times as fast as writing a new file. */
  private static void overwrite(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), 0);
      channel.truncate(bytes.length);
    }
  }

  private static String problem(Path file) throws IOException {
    try {
      ModelFile.load(file);
      return "";
    } catch (ModelFormatException e) {
      return e.getMessage();
    }
  }

  private static byte[] mutate(byte[] good, Random random) {
    int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return switch (random.nextInt(6)) {
      case 0 -> flip(good.clone(), random, good.length);
      case 1 -> flip(good.clone(), random, 8 + header);
      case 2 -> flip(good.clone(), random, 8);
      case 3 -> Arrays.copyOf(good, random.nextInt(2 * good.length));
      default -> lie(good, header, random);
    };
  }

  private static byte[] flip(byte[] bytes, Random random, int below) {
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      bytes[random.nextInt(below)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** Replaces some of the header's numbers, words or signs, and keeps the rest well-formed. */
  private static byte[] lie(byte[] good, int header, Random random) {
    String text = new String(good, 8, header, StandardCharsets.US_ASCII).strip();
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      int start = random.nextInt(text.length());
      int end = start;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      String lie = LIES[random.nextInt(LIES.length)];
      text =
          text.substring(0, start) + lie + text.substring(Math.max(end, start + random.nextInt(2)));
    }
    byte[] changed = text.getBytes(StandardCharsets.US_ASCII);
    int data = good.length - 8 - header;
    ByteBuffer file = ByteBuffer.allocate(8 + changed.length + data).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(changed.length).put(changed).put(good, 8 + header, data);
    return file.array();
  }
}
