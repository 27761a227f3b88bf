package dev.foresight.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays in binary files. Sizes are known to those who read; nothing is written twice. */
final class Binary {
  private Binary() {}

  static void write(DataOutput out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  static void read(DataInput in, float[] values) throws IOException {
    byte[] bytes = new byte[values.length * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
  }

  static void write(DataOutput out, float[][] rows) throws IOException {
    for (float[] row : rows) {
      write(out, row);
    }
  }

  static void read(DataInput in, float[][] rows) throws IOException {
    for (float[] row : rows) {
      read(in, row);
    }
  }

  static void write(DataOutput out, double[] values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static void read(DataInput in, double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
  }

  static void write(DataOutput out, int[] values) throws IOException {
    for (int value : values) {
      out.writeInt(value);
    }
  }

  static void read(DataInput in, int[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
  }

  static void write(DataOutput out, boolean[] values) throws IOException {
    for (boolean value : values) {
      out.writeBoolean(value);
    }
  }

  static void read(DataInput in, boolean[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readBoolean();
    }
  }
}
