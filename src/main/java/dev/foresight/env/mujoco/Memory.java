package dev.foresight.env.mujoco;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/** Native memory as buffers. */
final class Memory {
  private Memory() {}

  /** A structure. */
  static ByteBuffer fields(long address, int bytes) {
    return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
  }

  /** The numbers that a field of a structure points to. */
  static DoubleBuffer doubles(ByteBuffer fields, int offset, int count) {
    return count == 0
        ? DoubleBuffer.allocate(0)
        : fields(fields.getLong(offset), count * Double.BYTES).asDoubleBuffer();
  }
}
