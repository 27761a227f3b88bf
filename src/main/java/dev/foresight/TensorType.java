package dev.foresight;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The element types of a safetensors file that can be read as 32-bit floats. */
enum TensorType {
  F32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  F16(2) {
    @Override
    float next(ByteBuffer bytes) {
      int bits = bytes.getShort();
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      float size = exponent == 31
          ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
          : Math.scalb(exponent == 0 ? fraction : 1024f + fraction, Math.max(exponent, 1) - 25);
      return bits < 0 ? -size : size;
    }
  },
  BF16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  };

  /** Bytes of an element. */
  final int width;

  TensorType(int width) {
    this.width = width;
  }

  /** Reads an element from little-endian bytes. */
  abstract float next(ByteBuffer bytes);

  static TensorType named(String tensor, String name) {
    for (TensorType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException("tensor " + Json.shorten(tensor) + " has the type "
        + Json.shorten(name) + "; save it as one of " + Arrays.toString(values()));
  }
}
