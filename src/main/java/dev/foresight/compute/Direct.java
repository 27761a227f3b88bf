package dev.foresight.compute;

import java.nio.ByteBuffer;

/** Memory outside the Java heap for native code: whole lines of the cache. */
final class Direct {
  /** Bytes. */
  static final int LINE = 64;

  private Direct() {}

  /** Rounded up. */
  static long toLines(long bytes) {
    return (bytes + LINE - 1) / LINE * LINE;
  }

  /** At least so many bytes of zeros, in whole lines, at an address that is a multiple of a line. */
  static ByteBuffer lines(long bytes) {
    int whole = Math.toIntExact(toLines(bytes));
    return ByteBuffer.allocateDirect(whole + LINE).alignedSlice(LINE).slice(0, whole);
  }
}
